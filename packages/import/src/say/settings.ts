import { isSame, type Varying } from '../manifests/varying.ts';
import { type Code, type Entry, literal } from '../typescript/code.ts';
import { camelCase, type Names } from '../typescript/names.ts';

/** What varies in a service: one row an environment. */
export class Settings {
  readonly #names: Names;
  readonly #columns = new Map<string, Varying>();
  readonly #known = new Map<string, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  /**
   * The name of the setting with these values; one that is there already with the same values and name is used again.
   *
   * @param candidates names, the best first.
   */
  add(values: Varying, candidates: readonly [string, ...string[]]): string {
    const key = JSON.stringify([camelCase(candidates[0]), [...values]]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const name = this.#names.take(...candidates);
    this.#columns.set(name, values);
    this.#known.set(key, name);
    return name;
  }

  /** The names of the settings, in the order in which they were added. */
  names(): string[] {
    return [...this.#columns.keys()];
  }

  /** The table as code: base whole, the others in what differs. */
  table(environments: readonly string[]): Code {
    const [base = 'base'] = environments;
    const rows = environments.map((environment): Entry => {
      const own = [...this.#columns].filter(([, values]) => environment === base || isOwn(values, base, environment));
      return {
        key: environment,
        value: { entries: own.map(([name, values]) => ({ key: name, value: literal(values.get(environment)) })) },
      };
    });
    return { entries: rows };
  }
}

function isOwn(values: Varying, base: string, environment: string): boolean {
  return !isSame(values.get(base), values.get(environment));
}
