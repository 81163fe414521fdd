import type { Bound } from './bound.ts';
import type { Peers } from './peers.ts';
import type { Scratch } from './scratch.ts';
import type { Table } from './table.ts';

/** What the parts of the benchmark measure with. */
export interface Bench {
  readonly scratch: Scratch;
  readonly peers: Peers;
  readonly sizes: Sizes;
  /** How often each program is run. What takes minutes is run once. */
  readonly runs: number;
  /** Says what is being measured, to whoever waits. */
  readonly progress: (what: string) => void;
}

/** How many services are measured where. */
export interface Sizes {
  /** The smaller and the larger workspace that are compared with the other tools, and with each other. */
  readonly compared: readonly [smaller: number, larger: number];
  /** The workspaces that show how time grows, from the smallest to the largest. */
  readonly grown: readonly number[];
  /** The stacks that are verified, from the smallest to the largest. */
  readonly verified: readonly number[];
  /** The stack on which the matrix is held against the evaluator, cell by cell. */
  readonly evaluated: number;
}

/** The sizes that the bounds are about. */
export const FULL: Sizes = {
  compared: [200, 1000],
  grown: [10, 50, 200, 1000, 2000],
  verified: [10, 100, 1000],
  evaluated: 100,
};

/** Sizes that only show that everything runs. */
export const QUICK: Sizes = { compared: [3, 4], grown: [10], verified: [10], evaluated: 10 };

/** What one part of the benchmark found. */
export interface Findings {
  readonly tables: readonly Table[];
  readonly bounds: readonly Bound[];
}
