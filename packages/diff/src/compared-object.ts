import { type Fields, formatReference, keyOf, type ObjectReference, referenceOf } from '@k8s-blocks/manifest';
import { asStored } from './as-stored/index.ts';

/** An object of a build, as it is compared. */
export interface ComparedObject extends ObjectReference {
  /** Equal for two objects exactly if they have the same group, kind, namespace and name: see {@link keyOf}. */
  readonly key: string;
  /** The group and kind: `apps Deployment`; of the core group `Service`. */
  readonly type: string;
  /** How sentences name it: `Deployment connector in agent-runtime`. */
  readonly title: string;
  /** As it was built. */
  readonly fields: Fields;
  /** As an API server would store it: see {@link asStored}. */
  readonly stored: () => Fields;
}

/** The object that fields describe; undefined if they have no kind or no name. */
export function comparedObject(fields: Fields): ComparedObject | undefined {
  const reference = referenceOf(fields);
  if (reference === undefined) return undefined;
  const { group, kind } = reference;
  const type = group === '' ? kind : `${group} ${kind}`;
  let stored: Fields | undefined;
  return {
    ...reference,
    key: keyOf(reference),
    type,
    title: formatReference(reference, { withNamespace: true }),
    fields,
    stored: () => {
      stored ??= asStored(type, fields);
      return stored;
    },
  };
}
