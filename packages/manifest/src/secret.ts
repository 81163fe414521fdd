import type { FieldPath } from './field-path.ts';
import { type Fields, isCollection, isFields, mapFields } from './fields.ts';
import { walk } from './walk.ts';

/** The text that is printed instead of a value that may be secret. */
export const HIDDEN = '(hidden)';

/** A Secret that was found in a value. */
export interface FoundSecret {
  readonly secret: Fields;
  /** The path from the value to it: `['items', 0]`; `[]` if it is the value itself. */
  readonly path: FieldPath;
}

/**
 * Whether a value is a Secret, of any API version and even if it is otherwise malformed: its author meant it to be secret. For
 * the same reason, case and white space in the kind do not count.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function isSecret(value: unknown): value is Fields {
  return isFields(value) && lowerCaseKindOf(value) === 'secret';
}

/** The Secrets in a value at any depth: the value itself, items of a List or SecretList, copies in any field. */
export function secretsIn(value: unknown): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  walk(value, (each, path) => {
    if (isSecret(each)) found.push({ secret: each, path: [...path] });
    else if (isFields(each) && lowerCaseKindOf(each) === 'secretlist' && Array.isArray(each.items)) {
      const items: readonly unknown[] = each.items;
      for (const [index, item] of items.entries()) {
        if (isFields(item) && !isSecret(item)) found.push({ secret: item, path: [...path, 'items', index] });
      }
    }
  });
  return found;
}

/**
 * Whether parsed YAML holds values of Secrets in any form that Kustomize knows, so that none of its values may be shown: a
 * Secret anywhere, `stringData`, a `secretGenerator`, a patch whose target may be a Secret, the operations of a JSON patch on
 * `/data` or `/stringData`; or any of them as text in a field, such as an inline patch. In doubt it says yes. A Secret
 * that is only named, as in a patch that removes it, holds no values.
 *
 * @param textHolds whether a text in a field holds values of Secrets. Default: {@link hasSecretWords}.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function holdsSecret(
  value: unknown,
  textHolds: (text: string, steps: FieldPath) => boolean = hasSecretWords,
): boolean {
  let found = false;
  walk(value, (each, steps) => {
    found ||= typeof each === 'string' ? textHolds(each, steps) : isFields(each) && isSecretForm(each);
  });
  return found;
}

/** Whether a text of several lines, or in flow style, contains words such as `secret` or `stringData`, without parsing it. */
export function hasSecretWords(text: string): boolean {
  return isStructured(text) && /\bsecret(?:list|generator)?\b|stringdata/i.test(text);
}

/** Whether a text may be more than one value: it has several lines, or is in flow style, as JSON is. */
export function isStructured(text: string): boolean {
  return /[\r\n]|^\s*[[{]/.test(text);
}

function isSecretForm(fields: Fields): boolean {
  if (SECRET_KINDS.has(lowerCaseKindOf(fields))) return !isOnlyNamed(fields);
  if (Object.keys(fields).some((key) => /^(?:stringdata|secretgenerator)$/i.test(key))) return true;
  if (typeof fields.patch === 'string') return isSecretPatch(fields.patch, fields.target);
  return typeof fields.op === 'string' && typeof fields.path === 'string' && DATA_PATH.test(fields.path);
}

/** Kinds whose objects hold values of Secrets. SecretGenerator is a built-in plug-in of Kustomize. */
const SECRET_KINDS = new Set(['secret', 'secretlist', 'secretgenerator']);

/** The path of an operation of a JSON patch on `data`, of a Secret or a ConfigMap: only the target of the patch tells which. */
const DATA_PATH = /\/(?:string)?data\b/i;

/**
 * Whether an inline patch may change a Secret, by its target. A target without a kind means any kind, and Kustomize reads a kind
 * as a regular expression. Without a target, the text of a strategic merge patch names the object, and is searched elsewhere.
 */
function isSecretPatch(patch: string, target: unknown): boolean {
  if (!isFields(target)) return /\bop\b/.test(patch) && DATA_PATH.test(patch);
  const kind = lowerCaseKindOf(target);
  return kind === 'secret' || !/^[a-z]+$/.test(kind);
}

/** Whether an object has no fields but those that name it. */
function isOnlyNamed({ apiVersion = '', kind: _, $patch, metadata = {}, ...rest }: Fields): boolean {
  if (typeof apiVersion !== 'string' || Object.keys(rest).length > 0 || !isFields(metadata)) return false;
  const names = Object.entries(metadata).every(([key, value]) => SHOWN_METADATA.has(key) && typeof value === 'string');
  return names && ($patch === undefined || $patch === 'delete');
}

/**
 * A Secret as it may be shown: its names, labels and keys, without values. Only the keys of annotations are shown, since
 * kubectl keeps a copy of the whole object in one. Unknown fields are hidden, since they may be a misspelt `stringData`.
 *
 * @param hide the text for a key of `data` and `stringData`. Default: {@link HIDDEN}.
 */
export function redactSecret(secret: Fields, hide: (key: string) => string = () => HIDDEN): Fields {
  return mapFields(secret, (key, value) => {
    if (key === 'data' || key === 'stringData') return isFields(value) ? mapFields(value, hide) : HIDDEN;
    if (key === 'metadata') return isFields(value) ? redactMetadata(value) : HIDDEN;
    // A value of another type than boolean may be one that was put into the wrong field.
    if (key === 'immutable' && typeof value === 'boolean') return value;
    return SHOWN_FIELDS.has(key) && !isCollection(value) ? value : HIDDEN;
  });
}

/**
 * Whether {@link redactSecret} shows the value of a field of a Secret, if it is neither a list nor a map.
 *
 * @param field the path of the field: `metadata.labels["app.kubernetes.io/name"]`.
 */
export function isShownOfSecret(field: string): boolean {
  if (field.startsWith('metadata.labels.') || field.startsWith('metadata.labels[')) return true;
  return SHOWN_FIELDS.has(field) || (field.startsWith(METADATA) && SHOWN_METADATA.has(field.slice(METADATA.length)));
}

const METADATA = 'metadata.';

const SHOWN_FIELDS = new Set(['apiVersion', 'kind', 'type']);

const SHOWN_METADATA = new Set(['name', 'namespace', 'generateName']);

function redactMetadata(metadata: Fields): Fields {
  return mapFields(metadata, (key, value) => {
    if (key === 'annotations' && isFields(value)) return mapFields(value, () => HIDDEN);
    if (key === 'labels' && isFields(value))
      return mapFields(value, (_, label) => (isCollection(label) ? HIDDEN : label));
    return SHOWN_METADATA.has(key) && !isCollection(value) ? value : HIDDEN;
  });
}

function lowerCaseKindOf({ kind }: Fields): string {
  return typeof kind === 'string' ? kind.trim().toLowerCase() : '';
}
