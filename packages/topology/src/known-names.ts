import { formatNames, nearest, type Problem, Refusal } from '@k8s-blocks/refusal';
import { fileOfCall } from './call-site.ts';

/** What JavaScript, and programs that print or compare values, ask of any object. */
const ASKED_OF_ALL: ReadonlySet<string> = new Set(['then', 'toJSON', 'asymmetricMatch', 'nodeType', '$$typeof']);

/** Where names are read, and what is wrong with one that is not there. */
type UnknownName = (name: string) => Omit<Problem, 'remedy'>;

/**
 * The same object, which refuses to be read by a name that it does not have: a misspelt one would be `undefined`, which fails
 * later and elsewhere, or becomes the text "undefined". Whether it has a name is asked with `in` or `Object.hasOwn`.
 *
 * @param remedy what to do where no name is like it. Default: those that there are.
 */
export function withKnownNames<T extends object>(known: T, unknown: UnknownName, remedy?: string): T {
  const get = (target: T, name: string | symbol, receiver: unknown): unknown => {
    if (typeof name === 'symbol' || name in target || ASKED_OF_ALL.has(name) || name.startsWith('@@')) {
      return Reflect.get(target, name, receiver);
    }
    const names = Object.keys(target);
    const meant = nearest(name, names);
    const otherwise = remedy !== undefined && names.length === 0 ? remedy : `There are ${formatNames(names)}.`;
    throw new Refusal({
      ...fileOfCall(get),
      ...unknown(name),
      remedy: meant === undefined ? otherwise : `Did you mean "${meant}"?`,
    });
  };
  return new Proxy(known, { get });
}
