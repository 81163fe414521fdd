import type { Problem } from '@k8s-blocks/refusal';

/** One thing that a rule found in an object, in a stack or between them. */
export interface Finding extends Problem {
  /** The rule that found it, in kebab case, as in its file's name: `container-ports`. */
  readonly rule: string;
  /** `error`: it will be refused, or it breaks the stack. `warning`: it works today, and will hurt. */
  readonly severity: 'error' | 'warning';
  /** Why it matters: what would happen in the cluster. */
  readonly why?: string;
}
