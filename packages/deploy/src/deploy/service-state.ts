import type { Problem } from '@k8s-blocks/refusal';

/** How far a service is. */
export type ServiceState =
  /** A wave before its own is not ready yet. */
  | { readonly phase: 'waiting' }
  | { readonly phase: 'applying'; readonly applied: number; readonly of: number }
  /** It is applied, and not ready yet: `2/3 ready`. */
  | { readonly phase: 'starting'; readonly text: string }
  | { readonly phase: 'ready'; readonly text: string }
  /** It is not applied as a whole, or will not be ready, or takes too long. */
  | { readonly phase: 'failed'; readonly problems: readonly Problem[]; readonly isApplied: boolean }
  /** It is waited for no more, because of another service or a signal. */
  | { readonly phase: 'stopped'; readonly text: string; readonly isApplied: boolean };
