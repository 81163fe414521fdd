import type { BuiltObject } from '../built-object.ts';
import type { ObjectChange } from '../changes.ts';
import { changedKeys } from '../consequences/stale-data.ts';
import { type Fields, fieldsOf, isFields } from '../fields.ts';

/** The annotation in which kubectl keeps a copy of the whole object, a Secret's values among it. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/** The fields of both sides of a change as they may be shown: of a Secret which key changed, and no value, old or new. */
export function withoutSecrets({ before, after }: ObjectChange): { readonly before?: Fields; readonly after?: Fields } {
  const changed = new Set(before === undefined || after === undefined ? [] : changedKeys(before, after));
  return {
    ...(before === undefined ? {} : { before: hidden(before, changed, '(hidden; the old value)') }),
    ...(after === undefined ? {} : { after: hidden(after, changed, '(hidden; the new value)') }),
  };
}

function hidden({ kind, fields }: BuiltObject, changed: ReadonlySet<string>, words: string): Fields {
  if (kind !== 'Secret') return fields;
  const hide = (data: unknown): unknown =>
    isFields(data)
      ? Object.fromEntries(Object.keys(data).map((key) => [key, changed.has(key) ? words : '(hidden)']))
      : '(hidden)';
  const shown = Object.entries(fields).map(([key, value]) => {
    if (key === 'data' || key === 'stringData') return [key, hide(value)];
    return key === 'metadata' ? [key, withoutCopy(value)] : [key, value];
  });
  return Object.fromEntries(shown);
}

function withoutCopy(metadata: unknown): unknown {
  const { annotations, ...rest } = fieldsOf(metadata);
  if (!isFields(annotations) || !Object.hasOwn(annotations, COPY)) return metadata;
  return { ...rest, annotations: { ...annotations, [COPY]: '(hidden)' } };
}
