/** Single changes of the fields of right objects. */
import { type FieldPath, type Fields, formatPath, isFields } from '@k8s-blocks/manifest';
import { changedAt, REMOVED, type ValueAtPath, valuesIn } from './json.ts';

/** What a change does to a field: misspells its name, gives another type or value, leaves it out, or repeats an entry. */
export const CHANGES = ['typo', 'type', 'value', 'range', 'missing', 'duplicate'] as const;

/** An object with one change. */
export interface FieldChange {
  /** The kind of change: one of {@link CHANGES}, or of those of other tests. */
  readonly what: string;
  readonly path: FieldPath;
  /** The value now; absent where the field is gone. */
  readonly value?: unknown;
  readonly object: Fields;
}

/** Fields that say what the object is: a server answers changes of these without looking further. */
const LEFT_OUT = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** Every change of an object that there is. */
export function fieldChangesOf(object: Fields): readonly FieldChange[] {
  return valuesIn(object)
    .filter(({ path: [first] }) => first !== undefined && !LEFT_OUT.has(String(first)))
    .flatMap((located) => [...changesOf(located)])
    .flatMap(({ what, path, to }) => {
      const changed = changedAt(object, path, to);
      return isFields(changed) ? [{ what, path, value: to === REMOVED ? undefined : to, object: changed }] : [];
    });
}

interface Change extends Pick<FieldChange, 'what' | 'path'> {
  readonly to: unknown;
}

function* changesOf({ path, value }: ValueAtPath): Generator<Change> {
  const give = (what: Change['what']) => (to: unknown) => ({ what, path, to });
  const last = path.at(-1);
  if (isFields(value)) yield { what: 'typo', path: [...path, 'bogusField'], to: {} };
  if (typeof last === 'string') yield { what: 'typo', path: [...path.slice(0, -1), `${last}s`], to: value };
  yield* otherTypesOf(value).map(give('type'));
  yield* otherValuesOf(value).map(give('value'));
  if (typeof value === 'number') yield* [-1, 0, value + 1, 2_147_483_647, 4_294_967_296].map(give('range'));
  yield { what: 'missing', path, to: REMOVED };
  if (Array.isArray(value)) yield* [[], ...(value.length > 0 ? [[...value, value.at(-1)]] : [])].map(give('duplicate'));
}

function otherTypesOf(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return [true, 5, ['text']];
  if (typeof value === 'number') return [[], 'text', 1.5];
  if (typeof value === 'boolean') return [[], 'true'];
  return Array.isArray(value) ? [{ a: 1 }, 'text'] : ['text', []];
}

function otherValuesOf(value: unknown): readonly unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string') return [`${value}X`, `${value} `, `-${value}`, value.toUpperCase(), ''];
  return isFields(value) && Object.keys(value).length > 0 ? [{}] : [];
}

/** A change in words: `value at spec.schedule of CronJob: "* * * *"`. */
export function formatChange({ what, path, value, object: { kind } }: FieldChange): string {
  const now = value === undefined ? '' : `: ${JSON.stringify(value)}`;
  return `${what} at ${formatPath(path)} of ${kind}${now}`;
}
