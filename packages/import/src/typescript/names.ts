/** Words that cannot be the name of a variable, or mean something else in the modules that are written. */
const TAKEN = new Set(
  (
    'abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do ' +
    'else enum env eval export extends false finally for from function get if implements import in instanceof interface is ' +
    'let map module namespace new null number object of package private protected public return set static string super ' +
    'switch symbol this throw true try type typeof undefined unknown var void while with yield'
  ).split(' '),
);

/** A text in camel case, as the name of a variable: `LOG_LEVEL` becomes `logLevel`. */
export function camelCase(text: string): string {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const [first = 'value', ...others] = words.map((word) => word.toLowerCase());
  const name = first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[a-z]/.test(name) ? name : `n${name}`;
}

/** Gives each thing a name of its own, the first of several candidates that is free. */
export class Names {
  readonly #taken = new Set<string>();

  constructor(taken: Iterable<string> = []) {
    for (const name of taken) this.#taken.add(name);
  }

  /** The first candidate that is free, in camel case; or the last one with a number. */
  take(...candidates: readonly [string, ...string[]]): string {
    const names = candidates.map(camelCase);
    const last = names.at(-1) ?? 'value';
    for (let number = 1; ; number += 1) {
      const tried = number === 1 ? names : [`${last}${number}`];
      const free = tried.find((name) => !this.#taken.has(name) && !TAKEN.has(name));
      if (free === undefined) continue;
      this.#taken.add(free);
      return free;
    }
  }
}
