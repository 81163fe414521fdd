import type { Code } from './typescript/code.ts';

/** The connections of the map as code. */
export interface ConnectionCodes {
  readonly list: readonly Code[];
  /** What they import of topology. */
  readonly imports: readonly string[];
  /** The parties outside. */
  readonly constants: readonly { readonly name: string; readonly code: Code }[];
}
