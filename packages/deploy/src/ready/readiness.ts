/** How far an object is on its way to what was asked for. */
export interface Readiness {
  /** `failed` if it will not be ready, however long one waits. */
  readonly state: 'failed' | 'ready' | 'waiting';
  /** Where it is, in a few words: `2/3 ready`. Of a failure, why, as a sentence. May hold text of the cluster: make it printable. */
  readonly text: string;
  /** How many of its pods are ready; absent for what makes none. */
  readonly pods?: { readonly ready: number; readonly wanted: number };
}

/** It is as it was asked for. */
export function ready(text = 'ready'): Readiness {
  return { state: 'ready', text };
}

/** It is on its way. */
export function waiting(text: string): Readiness {
  return { state: 'waiting', text };
}

/** It will not be ready by itself. */
export function failed(text: string): Readiness {
  return { state: 'failed', text };
}
