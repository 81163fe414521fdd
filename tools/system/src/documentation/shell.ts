/** A command of a shell block: its words, without quotes. */
export type Words = readonly string[];

/** The commands of a block, one after the other: lines, and what `&&` and `|` join. Comments are left out. */
export function commandsOf(block: string): readonly Words[] {
  return block
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => withoutComment(line).trim())
    .filter((line) => line !== '')
    .flatMap((line) => line.split(/ (?:&&|\|) /))
    .map(wordsOf);
}

function withoutComment(line: string): string {
  const start = line.search(/(?<!\S)#/);
  return start === -1 ? line : line.slice(0, start);
}

/** The words of one command. A process substitution, `<(a b)`, is one of them. */
export function wordsOf(command: string): Words {
  const words = command.matchAll(/<\([^()]*\)|"([^"]*)"|'([^']*)'|(?:[^\s"'$]|\$(?!\{\{)|\$\{\{[^{}]*\}\})+/g);
  return [...words].map(([word, double, single]) => double ?? single ?? word);
}
