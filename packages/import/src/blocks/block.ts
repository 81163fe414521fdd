import type { Saying } from '../settings.ts';
import type { Code } from '../typescript/code.ts';
import type { Import } from '../typescript/module.ts';

/** A block that makes an object exactly as it was read, in every environment. */
export interface Block {
  readonly imports: readonly Import[];
  /** The call. */
  readonly code: (saying: Saying) => Code;
}
