import { asStored } from './as-stored/index.ts';
import { type Fields, fieldsOf, shortened, textOf } from './fields.ts';

/** An object of a build. */
export interface BuiltObject {
  /** Equal for two objects that are one and the same in a cluster: of one group and kind, namespace and name. */
  readonly key: string;
  readonly kind: string;
  /** The group and kind: `apps Deployment`; of the core group `Service`. */
  readonly type: string;
  readonly name: string;
  /** Absent where the object names none. */
  readonly namespace?: string;
  /** What sentences call it: `Deployment connector in agent-runtime`. */
  readonly title: string;
  /** As it was built. */
  readonly fields: Fields;
  /** As an API server would store it: see {@link asStored}. */
  readonly stored: () => Fields;
}

/** The object that fields describe; nothing if they have no kind or no name. */
export function builtObject(fields: Fields): BuiltObject | undefined {
  const { kind, apiVersion } = fields;
  const metadata = fieldsOf(fields.metadata);
  const [name, namespace] = [textOf(metadata.name), textOf(metadata.namespace)];
  if (typeof kind !== 'string' || name === undefined) return undefined;
  const [group = '', version] = (textOf(apiVersion) ?? '').split('/');
  const type = version === undefined ? kind : `${group} ${kind}`;
  const kindAndName = `${shortened(kind)} ${shortened(name)}`;
  let stored: Fields | undefined;
  return {
    key: JSON.stringify([type, namespace ?? '', name]),
    kind,
    type,
    name,
    title: namespace === undefined ? kindAndName : `${kindAndName} in ${shortened(namespace)}`,
    fields,
    stored: () => {
      stored ??= asStored(type, fields);
      return stored;
    },
    ...(namespace === undefined ? {} : { namespace }),
  };
}
