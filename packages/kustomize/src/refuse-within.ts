import { type ProblemLocation, Refusal } from '@k8s-blocks/refusal';

/** Calls `make`. Its refusals get the location that `make` does not know, such as the environment. */
export function refuseWithin<T>(location: ProblemLocation, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof Refusal ? error.within(location) : error;
  }
}
