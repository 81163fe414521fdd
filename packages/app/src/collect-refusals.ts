import { type Problem, type ProblemPlace, Refusal } from '@k8s-blocks/refusal';

/**
 * The results of all tasks; where some refuse, one refusal with all of their problems, so that a user mends them in one
 * go. A problem that is the same in several environments is said once.
 *
 * @param place what the tasks do not know of where they are.
 */
export function collectRefusals<T>(tasks: readonly (() => T)[], place: ProblemPlace): T[] {
  const problems: Problem[] = [];
  const results = tasks.flatMap((task) => {
    try {
      return [task()];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(...error.within(place).problems);
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
