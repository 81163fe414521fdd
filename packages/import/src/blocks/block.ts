import type { Saying } from '../say/saying.ts';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import type { Code } from '../typescript/code.ts';
import type { Import } from '../typescript/module.ts';

/** A block that makes an object exactly as it was read, in every environment. */
export interface Block {
  readonly imports: readonly Import[];
  /**
   * The call.
   *
   * @param nameOf the name of the constant of another object.
   */
  readonly code: (saying: Saying, nameOf: (object: ObjectForms) => string) => Code;
  /** Another object that it is given, which has a constant before it. */
  readonly uses?: ObjectForms;
  /** Whether it leaves the object out by itself, where it was not there. */
  readonly omits?: true;
}

/** The block that makes an object; undefined where it does not give exactly what was read. */
export type Finder = (object: ObjectForms, service: ServiceForms, contract: string) => Block | undefined;

/** The call of a block of whole objects. */
export function objectBlock(name: string, args: (saying: Saying) => readonly Code[]): Block {
  return {
    imports: [{ name, from: '@k8s-blocks/objects' }],
    code: (saying) => ({ call: name, args: args(saying) }),
  };
}
