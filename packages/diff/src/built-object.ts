import { asStored } from './as-stored/index.ts';
import { type Fields, fieldsOf, isFields, textOf } from './fields.ts';

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

/** The objects of what was built, those in Lists too. What has neither a kind nor a name is passed over. */
export function builtObjects(values: readonly unknown[]): BuiltObject[] {
  return values.filter(isFields).flatMap((fields) => {
    const { kind, items } = fields;
    if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) return builtObjects(items);
    const metadata = fieldsOf(fields.metadata);
    const name = textOf(metadata.name);
    return typeof kind !== 'string' || name === undefined ? [] : [objectOf(fields, kind, name)];
  });
}

function objectOf(fields: Fields, kind: string, name: string): BuiltObject {
  const namespace = textOf(fieldsOf(fields.metadata).namespace);
  const [group = '', version] = (textOf(fields.apiVersion) ?? '').split('/');
  const type = version === undefined ? kind : `${group} ${kind}`;
  let stored: Fields | undefined;
  return {
    key: JSON.stringify([type, namespace ?? '', name]),
    kind,
    type,
    name,
    title: namespace === undefined ? `${kind} ${name}` : `${kind} ${name} in ${namespace}`,
    fields,
    stored: () => {
      stored ??= asStored(type, fields);
      return stored;
    },
    ...(namespace === undefined ? {} : { namespace }),
  };
}
