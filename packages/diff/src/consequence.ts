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
}

/** Sorts consequences by their effects, the most severe first. Those of one effect keep their order. */
export function mostSevereFirst(consequences: readonly Consequence[]): readonly Consequence[] {
  const order = Object.keys(EFFECTS);
  return consequences.toSorted((one, other) => order.indexOf(one.effect) - order.indexOf(other.effect));
}
