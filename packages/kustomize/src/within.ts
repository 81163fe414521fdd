import { type ProblemLocation, Refusal } from '@k8s-blocks/refusal';

/** What `make` gives; a refusal of it is completed with the place. */
export function within<T>(place: ProblemLocation, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof Refusal ? error.within(place) : error;
  }
}
