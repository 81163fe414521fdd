import type { Effect } from '@k8s-blocks/diff';

/** What a change does to a stack, as plain data: what the page of a difference shows besides the stack. */
export interface DifferenceData {
  /** What the stack is compared with: `origin/main, 3f2a91c0b7de`. */
  readonly base: string;
  /** How many pairs with connections that change the map leaves out, since there are too many; absent where it has all. */
  readonly leftOut?: number;
  /** The compared environments, also those that are no longer on the map. */
  readonly environments: readonly EnvironmentDifferenceData[];
}

/** What a change does to one environment. */
export interface EnvironmentDifferenceData {
  readonly name: string;
  /** How many objects differ: `2 changed, 1 created`, or that nothing does. */
  readonly summary: string;
  /** What could not be compared, and why. */
  readonly notes: readonly string[];
  /** What applying the change does, the most severe first. */
  readonly consequences: readonly ConsequenceData[];
}

/** Something that applying a change does. */
export interface ConsequenceData {
  readonly effect: Effect;
  /** The words for the effect: `rolls pods`. */
  readonly label: string;
  /** The object that it concerns: `Deployment connector in agent-runtime`. */
  readonly object: string;
  /** The path of the field that causes it. Absent if it is not one field. */
  readonly field?: string;
  readonly text: string;
  /** The position of the service that has the object. Absent where none on the map has it. */
  readonly service?: number;
}
