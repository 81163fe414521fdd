import type { Bound } from './bound.ts';
import type { Peers } from './peers.ts';
import type { Scratch } from './scratch.ts';
import type { Table } from './table.ts';

/** What all suites of the benchmark share. */
export interface Bench {
  readonly scratch: Scratch;
  readonly peers: Peers;
  readonly sizes: Sizes;
  /** How often each program is run. What takes minutes is run once. */
  readonly runs: number;
  /** Prints what is being measured. */
  readonly progress: (what: string) => void;
}

/** How many services are measured where. */
export interface Sizes {
  /** The smaller and the larger workspace that are compared with the other tools, and with each other. */
  readonly compared: readonly [smaller: number, larger: number];
  /** The workspaces that show how time grows, from the smallest to the largest. */
  readonly grown: readonly number[];
  /** The workspaces whose overlays are built; the first also by one process for each. */
  readonly built: readonly number[];
  /** The stacks that are verified, from the smallest to the largest. */
  readonly verified: readonly number[];
  /** The stack on which the matrix is compared with the evaluator, cell by cell. */
  readonly evaluated: number;
}

/** The sizes for which the bounds hold. */
export const FULL: Sizes = {
  compared: [200, 1000],
  grown: [10, 50, 200, 1000, 2000],
  built: [200, 1000],
  verified: [10, 100, 1000],
  evaluated: 100,
};

/** Sizes that only show that everything runs. */
export const QUICK: Sizes = { compared: [3, 4], grown: [10], built: [3], verified: [10], evaluated: 10 };

/** The results of one suite of the benchmark. */
export interface Findings {
  readonly tables: readonly Table[];
  readonly bounds: readonly Bound[];
}
