import type { ObjectForms, ServiceForms } from '../service-forms.ts';
import type { Block } from './block.ts';

export type { Block } from './block.ts';

/** The block that makes an object as it was read; undefined where none gives exactly that. */
export function blockOf(_object: ObjectForms, _forms: ServiceForms): Block | undefined {
  return undefined;
}
