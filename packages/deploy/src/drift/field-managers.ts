import {
  type FieldPath,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  nonEmptyTextOf,
  ownField,
} from '@k8s-blocks/manifest';

/**
 * Who has set a field of an object, or fields below it, by what the server records: the names of field managers, each once. None if
 * nobody has, as where a field was removed.
 *
 * @param object as a server has it.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function fieldManagers(object: Fields, path: FieldPath): readonly string[] {
  const names = listOf(fieldsOf(object.metadata).managedFields).flatMap((entry) => {
    const { manager, fieldsV1 } = fieldsOf(entry);
    const name = nonEmptyTextOf(manager);
    return name !== undefined && holds(fieldsV1, object, path) ? [name] : [];
  });
  return [...new Set(names)];
}

/** Whether a set of fields has the one at a path. */
function holds(fields: unknown, value: unknown, path: FieldPath): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return true;
  if (!isFields(fields)) return false;
  // A map or list without fields below is set as a whole.
  if (Object.keys(fields).length === 0) return true;
  if (typeof step === 'string') {
    const below = ownField(fields, `f:${step}`);
    return below !== undefined && holds(below, ownField(fieldsOf(value), step), rest);
  }
  const item = Array.isArray(value) ? value[step] : undefined;
  return Object.entries(fields).some(([key, below]) => isOfItem(key, item) && holds(below, item, rest));
}

/** Whether a key is that of a list item: `k:{"name":"web"}` by its fields, `v:"web"` by its value. */
function isOfItem(key: string, item: unknown): boolean {
  const text = key.slice(2);
  if (key.startsWith('v:')) return text === JSON.stringify(item);
  if (!key.startsWith('k:')) return false;
  return Object.entries(fieldsOf(parsed(text))).every(([name, value]) => ownField(fieldsOf(item), name) === value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
