import { type Problem, Refusal } from '@k8s-blocks/refusal';

/** The problems for which something is refused. Throws if it is not. */
export function problemsOf(task: () => unknown): readonly Problem[] {
  try {
    task();
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
