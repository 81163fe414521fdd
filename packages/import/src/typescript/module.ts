import { groupBy } from '@k8s-blocks/manifest';
import { type Code, type Entry, literal } from './code.ts';
import { print } from './print.ts';

/** The longest line that a formatter leaves as it is. */
const WIDTH = 120;

/** A name that a module imports. */
export interface Import {
  readonly name: string;
  readonly from: string;
  /** Whether it is a type, of which nothing is left when the module runs. */
  readonly isType?: true;
}

/** The import statements of a module: packages first, then files; each once, in alphabetical order. */
export function importLines(imports: readonly Import[]): string[] {
  const byModule = groupBy(imports, ({ from }) => [from]);
  const modules = [...byModule].sort(([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1));
  return modules.map(([from, all]) => {
    const names = new Set(all.map(({ name }) => name));
    return importLine(
      [...names].sort(compareNames),
      from,
      all.every(({ isType }) => isType) ? 'import type' : 'import',
    );
  });
}

/** Packages, then files further up, then those beside the module. */
function rank(module: string): number {
  if (module.startsWith('../')) return 1;
  return module.startsWith('./') ? 2 : 0;
}

/** Names in the order of formatters: `i` before `Z`. */
function compareNames(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a !== b) return a < b ? -1 : 1;
  return one < other ? -1 : 1;
}

function importLine(names: readonly string[], from: string, keyword: 'import' | 'import type'): string {
  const source = print(literal(from));
  const line = `${keyword} { ${names.join(', ')} } from ${source};`;
  // Formatters leave the one name of a statement where it is.
  if (line.length <= WIDTH || names.length === 1) return line;
  return `${keyword} {\n${names.map((name) => `  ${name},\n`).join('')}} from ${source};`;
}

/** `const name = …;`, indented. */
export function constant(name: string, value: Code, { indent = 0, prefix = '' } = {}): string {
  const start = `${prefix}const ${name} = `;
  return `${' '.repeat(indent)}${start}${print(value, { indent, before: indent + start.length, after: 1 })};`;
}

/** `const { a, b } = source;`, indented. */
export function destructured(names: readonly string[], source: string, indent: number): string {
  const before = ' '.repeat(indent);
  const line = `${before}const { ${names.join(', ')} } =`;
  if (`${line} ${source};`.length <= WIDTH) return `${line} ${source};`;
  if (line.length <= WIDTH) return `${line}\n${before}  ${source};`;
  const entries = names.map((name): Entry => ({ key: name, value: { raw: name } }));
  return `${before}const ${print({ entries }, { indent, before: WIDTH })} = ${source};`;
}

/** A docstring, indented; lines are broken where they are too long. */
export function docstring(text: string, indent = 0): string {
  const before = ' '.repeat(indent);
  const plain = text.replaceAll('*/', '* /');
  if (!plain.includes('\n') && indent + plain.length + 7 <= WIDTH) return `${before}/** ${plain} */`;
  const lines = plain.split('\n').flatMap((line) => wrapped(line, WIDTH - indent - 3));
  return [`${before}/**`, ...lines.map((line) => `${before} * ${line}`.trimEnd()), `${before} */`].join('\n');
}

/** A text in lines of at most so many characters, broken between words. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
