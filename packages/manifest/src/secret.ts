import type { FieldPath } from './field-path.ts';
import { type Fields, isCollection, isFields, mapFields } from './fields.ts';
import { walk } from './walk.ts';

/** What is printed in the place of a value that may be secret. */
export const HIDDEN = '(hidden)';

/** A Secret, and where it is in what was looked through. */
export interface FoundSecret {
  readonly secret: Fields;
  /** The steps to it: `['items', 0]`; none if it is the whole. */
  readonly path: FieldPath;
}

/**
 * Whether a value is a Secret of any API version, also one that is malformed otherwise: what says `kind: Secret` is meant
 * to be secret. Case and white space do not count, for the same reason.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function isSecret(value: unknown): value is Fields {
  return isFields(value) && lowerCaseKindOf(value) === 'secret';
}

/** The Secrets in a value, at any depth: the value itself, the items of a List or of a SecretList, a copy in any field. */
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
 * Whether parsed YAML holds values of Secrets in any of the forms that Kustomize knows, so that no value of it is to be
 * shown: a Secret anywhere, `stringData`, a `secretGenerator`, a patch whose target may be a Secret, the operations of a
 * JSON patch on `/data` or `/stringData`; also where any of them is written as text in a field, as an inline patch is. In
 * doubt it says yes. A Secret that is only named, as in the patch that removes it, holds none.
 *
 * @param textHolds whether a text in a field holds one. Default: whether words of a Secret are in a text of several lines.
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

/** Whether a text of several lines, or in flow style, has the words of a Secret: for text that is not parsed. */
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

/** Kinds whose objects hold values of Secrets; the generator is a plug-in that Kustomize has built in. */
const SECRET_KINDS = new Set(['secret', 'secretlist', 'secretgenerator']);

/** The path of a JSON patch to a value of a Secret, or of a ConfigMap: only the target tells them apart. */
const DATA_PATH = /\/(?:string)?data\b/i;

/**
 * Whether an inline patch may be one of a Secret, by its target: one without a kind means any, and Kustomize takes a kind as
 * an expression. A strategic merge patch without a target says in its text what it is for.
 */
function isSecretPatch(patch: string, target: unknown): boolean {
  if (!isFields(target)) return /\bop\b/.test(patch) && DATA_PATH.test(patch);
  const kind = lowerCaseKindOf(target);
  return kind === 'secret' || !/^[a-z]+$/.test(kind);
}

/** Whether nothing but the name of an object is said. */
function isOnlyNamed({ apiVersion = '', kind: _, $patch, metadata = {}, ...rest }: Fields): boolean {
  if (typeof apiVersion !== 'string' || Object.keys(rest).length > 0 || !isFields(metadata)) return false;
  const names = Object.entries(metadata).every(([key, value]) => SHOWN_METADATA.has(key) && typeof value === 'string');
  return names && ($patch === undefined || $patch === 'delete');
}

/**
 * A Secret as it may be shown: what it is called and which keys it has, and no value. Labels are shown, since selectors and
 * reviewers need them; of annotations only the keys, since kubectl keeps a copy of the whole object in one; fields that no
 * Secret has are hidden, since a misspelt `stringdata` is one.
 *
 * @param hide what to print for a key of `data` and `stringData`. Default: {@link HIDDEN}.
 */
export function redactSecret(secret: Fields, hide: (key: string) => string = () => HIDDEN): Fields {
  return mapFields(secret, (key, value) => {
    if (key === 'data' || key === 'stringData') return isFields(value) ? mapFields(value, hide) : HIDDEN;
    if (key === 'metadata') return isFields(value) ? redactMetadata(value) : HIDDEN;
    // Whether it is immutable; a value of any other type may be misplaced.
    if (key === 'immutable' && typeof value === 'boolean') return value;
    return SHOWN_FIELDS.has(key) && !isCollection(value) ? value : HIDDEN;
  });
}

/**
 * Whether {@link redactSecret} shows a value, if it is neither a list nor a map, at a field of a Secret.
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
