import { type Problem, type ProblemLocation, Refusal } from '@k8s-blocks/refusal';

/**
 * Does something for each value, also after one of them was refused, so that a user mends all problems in one go. A
 * problem that is the same in several environments is said once.
 *
 * @param locationOf what a refusal may not know of where it is.
 * @throws Refusal with the problems of all values; any other error at once.
 */
export function collectRefusals<Value, Result>(
  values: readonly Value[],
  locationOf: (value: Value) => ProblemLocation,
  make: (value: Value) => Result,
): Result[] {
  const problems: Problem[] = [];
  const results = values.flatMap((value) => {
    try {
      return [make(value)];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(...error.within(locationOf(value)).problems);
      return [];
    }
  });
  if (problems.length > 0) throw new Refusal(mergeEnvironments(problems));
  return results;
}

/** The problems, with one that is the same in several environments said once: `environment: staging, production`. */
export function mergeEnvironments(problems: readonly Problem[]): Problem[] {
  const merged = new Map<string, Problem>();
  for (const problem of problems) {
    const { environment, ...rest } = problem;
    const key = JSON.stringify(rest, Object.keys(rest).sort());
    const other = merged.get(key);
    const names = [...(other?.environment?.split(', ') ?? []), ...(environment === undefined ? [] : [environment])];
    merged.set(key, names.length === 0 ? rest : { ...rest, environment: [...new Set(names)].join(', ') });
  }
  return [...merged.values()];
}
