import { isDeepStrictEqual } from 'node:util';
import {
  type Fields,
  fieldsOf,
  HIDDEN,
  isFields,
  isSecret,
  mapFields,
  ownField,
  redactSecret,
  secretsIn,
} from '@k8s-blocks/manifest';
import type { ObjectChange } from '../changes.ts';
import type { ComparedObject } from '../compared-object.ts';
import { changedKeys } from '../consequences/stale-data.ts';

const OLD = '(hidden; the old value)';
const NEW = '(hidden; the new value)';

/** Shorter values are not hidden elsewhere: `true` in another object reveals nothing of a Secret. */
const MIN_LENGTH = 6;

/** A manifest of a Secret as text, in YAML, also with a tag (`!!str Secret`), in JSON, and in JSON in a text of JSON. */
const SECRET_MANIFEST = /\bkind\W+(?:str\W+)?secret(?:list)?\b|\bstringdata\b/i;

/** What of the changes of one environment must be hidden in objects that are not Secrets. */
export interface SecretTexts {
  /** The values of Secrets, both in plain text and in base64. */
  readonly values: ReadonlySet<string>;
  /** ConfigMaps and other objects with data that became Secrets, or were Secrets before. */
  readonly exchanged: ReadonlySet<ComparedObject>;
}

/**
 * Collects the texts to hide outside of Secrets: a value that moves between a Secret and a ConfigMap or a variable would
 * otherwise be shown on the other side.
 */
export function secretTexts(changes: readonly ObjectChange[]): SecretTexts {
  const objects = changes.flatMap(({ before, after }) => [before, after].filter((each) => each !== undefined));
  return {
    values: new Set(objects.filter(({ fields }) => isSecret(fields)).flatMap(valuesOf)),
    exchanged: new Set([
      ...exchangedFor('deleted', 'created', changes),
      ...exchangedFor('created', 'deleted', changes),
    ]),
  };
}

function valuesOf({ fields, stored }: ComparedObject): readonly string[] {
  const maps = [fields.data, fields.stringData, stored().data].map(fieldsOf);
  const texts = maps.flatMap((map) => Object.values(map)).filter((value) => typeof value === 'string');
  const decoded = texts.map((text) => Buffer.from(text, 'base64').toString('utf8'));
  return [...texts, ...decoded].filter((text) => text.length >= MIN_LENGTH);
}

/** The objects with data and one kind of change that have the namespace and name of a Secret with another kind of change. */
function exchangedFor(
  ofObject: ObjectChange['kind'],
  ofSecret: ObjectChange['kind'],
  changes: readonly ObjectChange[],
): readonly ComparedObject[] {
  const nameOf = ({ namespace, name }: ComparedObject) => JSON.stringify([namespace, name]);
  const having = (kind: ObjectChange['kind']) =>
    changes.flatMap((change) => (change.kind === kind ? [change.after ?? change.before] : []));
  const secrets = new Set(
    having(ofSecret)
      .filter(({ fields }) => isSecret(fields))
      .map(nameOf),
  );
  return having(ofObject).filter((object) => hasData(object) && secrets.has(nameOf(object)));
}

function hasData({ fields }: ComparedObject): boolean {
  return ['data', 'stringData', 'binaryData'].some((key) => Object.hasOwn(fields, key));
}

/**
 * The fields of both sides of a change with the values of Secrets hidden, also of Secrets inside other objects. Keys are
 * shown, and which of them have another value.
 */
export function withoutSecrets(
  { before, after }: ObjectChange,
  secrets: SecretTexts,
): { readonly before?: Fields; readonly after?: Fields } {
  return {
    ...(before === undefined ? {} : { before: hidden(before, after, secrets, OLD) }),
    ...(after === undefined ? {} : { after: hidden(after, before, secrets, NEW) }),
  };
}

function hidden(
  object: ComparedObject,
  other: ComparedObject | undefined,
  secrets: SecretTexts,
  words: string,
): Fields {
  const { fields } = object;
  if (!isSecret(fields) && !secrets.exchanged.has(object)) {
    const redacted = redactIn(fields, secrets.values);
    return fieldsOf(other === undefined ? redacted : marked(redacted, fields, other.fields, words));
  }
  const changed = new Set(other === undefined ? [] : changedSecretKeys(object, other));
  const redacted = redactSecret(fields, (key) => (changed.has(key) ? words : HIDDEN));
  if (other === undefined) return redacted;
  return mapFields(redacted, (key, value) => {
    // These are marked already, as stored: a value that moves from stringData to data stays the same.
    const isMarked = (key === 'data' || key === 'stringData') && isFields(value);
    return isMarked ? value : marked(value, ownField(fields, key), ownField(other.fields, key), words);
  });
}

/** The keys with another value in `data`, and in a `stringData` that could not be merged into it. */
function changedSecretKeys(one: ComparedObject, other: ComparedObject): readonly string[] {
  const [some, others] = [fieldsOf(one.stored().stringData), fieldsOf(other.stored().stringData)];
  const unmerged = Object.keys(some).filter((key) => !isDeepStrictEqual(ownField(some, key), ownField(others, key)));
  return [...changedKeys(one, other), ...unmerged];
}

/** A value in which Secrets, texts that are manifests of Secrets, and the given values are hidden. */
function redactIn(value: unknown, values: ReadonlySet<string>): unknown {
  const secrets = new Set<unknown>(secretsIn(value).map(({ secret }) => secret));
  const redact = (each: unknown): unknown => {
    if (typeof each === 'string') return values.has(each) || SECRET_MANIFEST.test(each) ? HIDDEN : each;
    if (Array.isArray(each)) return each.map(redact);
    if (!isFields(each)) return each;
    return secrets.has(each) ? redactSecret(each) : mapFields(each, (_, inner) => redact(inner));
  };
  return redact(value);
}

/** Marks hidden values that differ between the sides: both show as {@link HIDDEN}, and would look the same. */
function marked(shown: unknown, actual: unknown, other: unknown, words: string): unknown {
  if (shown === HIDDEN) return isDeepStrictEqual(actual, other) ? HIDDEN : words;
  if (Array.isArray(shown)) {
    const [some, others]: readonly unknown[][] = [actual, other].map((each) => (Array.isArray(each) ? each : []));
    return shown.map((each, index) => marked(each, some?.[index], others?.[index], words));
  }
  if (!isFields(shown)) return shown;
  return mapFields(shown, (key, each) =>
    marked(each, ownField(fieldsOf(actual), key), ownField(fieldsOf(other), key), words),
  );
}
