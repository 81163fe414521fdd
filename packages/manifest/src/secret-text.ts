import { loadAll } from 'js-yaml/browser';
import type { FieldPath } from './field-path.ts';
import type { Fields } from './fields.ts';
import { hasSecretWords, holdsSecret, isStructured } from './secret.ts';

/**
 * The documents of a text, as YAML or JSON; undefined if it cannot be parsed. A text of 1 MB takes about a second, whatever
 * is in it: js-yaml limits how deep values are nested, and does not copy what an alias stands for.
 */
export function parseYaml(text: string): readonly unknown[] | undefined {
  try {
    return loadAll(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether a file may hold values of Secrets, so that no part of it is to be shown: as YAML or JSON, in texts within it, or
 * in its comments. What cannot be parsed may hold one.
 */
export function mayHoldSecret(text: string): boolean {
  const documents = parseYaml(text);
  if (documents === undefined || hasSecretInComment(text)) return true;
  return documents.some((document) => holdsSecret(document, textMayHold(1)));
}

/** Whether a Secret is commented out, or a comment shows the command that makes one. */
function hasSecretInComment(text: string): boolean {
  return text.split(/[\r\n]/).some((line) => {
    const start = line.indexOf('#');
    return start !== -1 && SECRET_IN_COMMENT.test(line.slice(start));
  });
}

const SECRET_IN_COMMENT = /\bkind\b.{0,20}secret\b|stringdata|secretgenerator|from-literal/i;

/** Manifests in texts in texts are read that deep; what is deeper may be anything. */
const MAX_DEPTH = 4;

/** Whether a text in a manifest may hold values of Secrets: an inline patch, a manifest in a ConfigMap, a script. */
function textMayHold(depth: number): (text: string, steps: FieldPath) => boolean {
  return (text, steps) => {
    if (!isStructured(text)) return false;
    const documents = depth > MAX_DEPTH ? undefined : parseYaml(text);
    // Most texts that are no YAML are scripts; but what stands in the place of a patch is a broken patch.
    if (documents === undefined) return hasSecretWords(text) || steps.some((step) => /^patch/i.test(String(step)));
    // What a JSON patch changes is said by the target beside it.
    const values = steps.at(-1) === 'patch' ? documents.flatMap(withoutOperations) : documents;
    return values.some((value) =>
      typeof value === 'string' ? hasSecretWords(text) : holdsSecret(value, textMayHold(depth + 1)),
    );
  };
}

/** What the operations of a JSON patch write; any other document as it is. */
function withoutOperations(document: unknown): readonly unknown[] {
  if (!Array.isArray(document)) return [document];
  return document.map((each: unknown) => (isOperation(each) ? each.value : each));
}

function isOperation(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && 'op' in value;
}
