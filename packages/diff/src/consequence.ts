/** The kinds of consequences, the most severe first: each with the label that a report puts before the sentence. */
export const EFFECTS = {
  refused: 'apply is refused',
  misapplied: 'needs --server-side',
  deletes: 'deletes',
  replaces: 'replaces',
  cuts: 'cuts traffic',
  closes: 'closes',
  opens: 'opens',
  stale: 'keeps the old value',
  rolls: 'rolls pods',
  scales: 'scales',
  creates: 'creates',
} as const;

/** The kind of a consequence. */
export type Effect = keyof typeof EFFECTS;

/** Something that applying a change does in the cluster, in words for a reviewer. */
export interface Consequence {
  readonly effect: Effect;
  /** The object that it concerns: `Deployment connector in agent-runtime`. */
  readonly object: string;
  /** The path of the field that causes it: `spec.serviceName`. Absent if it is not one field. */
  readonly field?: string;
  /** What happens, as sentences. Never the value of a Secret. */
  readonly text: string;
  /** The connections that open or close, where the sentences are about some. */
  readonly connections?: readonly ChangedConnection[];
}

/** A connection that policies let through on one side of a comparison alone. */
export interface ChangedConnection {
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
  /** `8080/TCP`; `any port` alone, where no port is named. */
  readonly ports: readonly string[];
}

/** Who calls, or is called. */
export interface ConnectionEnd {
  /** A workload by its kind and name, `Deployment connector`; or who is outside of the builds: `the internet`, `anywhere`. */
  readonly name: string;
  /** The namespace of the workload. Absent for whoever is outside of the builds. */
  readonly namespace?: string;
}

/** Sorts consequences by their effects, the most severe first. Those of one effect keep their order. */
export function mostSevereFirst(consequences: readonly Consequence[]): readonly Consequence[] {
  const order = Object.keys(EFFECTS);
  return consequences.toSorted((one, other) => order.indexOf(one.effect) - order.indexOf(other.effect));
}
