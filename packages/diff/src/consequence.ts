/** What follows from a change, the gravest first, with the words that stand before each sentence. */
export const EFFECTS = {
  refused: 'apply is refused',
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

/** Something that a change does besides changing a text, for a reviewer. */
export interface Consequence {
  readonly effect: Effect;
  /** The object that it concerns: `Deployment connector in agent-runtime`. */
  readonly object: string;
  /** The field that does it, where it is one: `spec.serviceName`. */
  readonly field?: string;
  /** What happens, as sentences. Never the value of a Secret. */
  readonly text: string;
}

/** The gravest first; of one effect, in the order in which they were found. */
export function byGravity(consequences: readonly Consequence[]): readonly Consequence[] {
  const order = Object.keys(EFFECTS);
  return consequences.toSorted((one, other) => order.indexOf(one.effect) - order.indexOf(other.effect));
}
