import { nearest, type Problem } from '@k8s-blocks/refusal';

/** A value of an environment: a region, a domain, a number of zones. */
export type EnvironmentValue = string | number | boolean;

/** The values of an environment, by name. */
export type EnvironmentValues = Readonly<Record<string, EnvironmentValue>>;

/** No values: what an environment has where the stack declares none. */
export type NoValues = Readonly<Record<never, never>>;

/**
 * What is wrong with the values of environments: base defines their names and types, and every other environment must give
 * each of them. Checked at run time too, since tsx and Node run TypeScript without checking its types.
 *
 * @param environments the values of each environment, by the environment's name.
 */
export function valueProblems({ base = {}, ...others }: Readonly<Record<string, EnvironmentValues>>): Problem[] {
  return Object.entries(others).flatMap(([environment, values]) => {
    const missing = Object.keys(base).filter((name) => !Object.hasOwn(values, name));
    const unknown = Object.keys(values).filter((name) => !Object.hasOwn(base, name));
    const meant = new Map(unknown.map((name) => [name, nearest(name, missing)]));
    const misspelt = new Set(meant.values());
    return [
      ...unknown.map((name) => unknownValue(environment, name, meant.get(name))),
      ...missing.filter((name) => !misspelt.has(name)).map((name) => missingValue(environment, name)),
      ...Object.entries(base).flatMap(([name, value]) => typeProblems(environment, name, value, values[name])),
    ];
  });
}

function unknownValue(environment: string, name: string, meant: string | undefined): Problem {
  return {
    environment,
    field: `values.${name}`,
    problem: `The environment "base" has no value "${name}".`,
    remedy: meant === undefined ? 'Give it in base too, or remove it.' : `Did you mean "${meant}"?`,
  };
}

function missingValue(environment: string, name: string): Problem {
  return {
    environment,
    field: `values.${name}`,
    problem: 'It is missing.',
    remedy: 'Give it: every environment gives each value, also where it is the same as in base.',
  };
}

function typeProblems(
  environment: string,
  name: string,
  base: EnvironmentValue,
  own: EnvironmentValue | undefined,
): Problem[] {
  if (own === undefined || typeof own === typeof base) return [];
  const problem = `It is a ${typeof own}, and in base a ${typeof base}.`;
  return [{ environment, field: `values.${name}`, problem, remedy: `Give a ${typeof base}.` }];
}
