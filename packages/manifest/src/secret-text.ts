import { loadAll } from 'js-yaml/browser';
import type { FieldPath } from './field-path.ts';
import type { Fields } from './fields.ts';
import { hasSecretWords, holdsSecret, isStructured } from './secret.ts';

/**
 * The documents of a text, as YAML or JSON; undefined if it cannot be parsed. A text of 1 MB takes about a second, even a
 * hostile one: js-yaml limits the depth of nesting, and does not copy the values of aliases.
 */
export function parseYaml(text: string): readonly unknown[] | undefined {
  try {
    return loadAll(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether a file may hold values of Secrets, so that no part of it may be shown: as YAML or JSON, in texts within it, or in
 * its comments. A file that cannot be parsed may hold some.
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

/** How deep manifests in texts within texts are parsed; a deeper one is taken for one that may hold a Secret. */
const MAX_DEPTH = 4;

/** Whether a text in a manifest may hold values of Secrets: an inline patch, a manifest in a ConfigMap, a script. */
function textMayHold(depth: number): (text: string, steps: FieldPath) => boolean {
  return (text, steps) => {
    if (!isStructured(text)) return false;
    const documents = depth > MAX_DEPTH ? undefined : parseYaml(text);
    // Most texts that are not YAML are scripts; but in a field such as `patch` it is a patch with a mistake.
    if (documents === undefined) return hasSecretWords(text) || steps.some((step) => /^patch/i.test(String(step)));
    // The target beside a JSON patch tells what it changes; holdsSecret() has looked at both.
    const values = steps.at(-1) === 'patch' ? documents.flatMap(withoutOperations) : documents;
    return values.some((value) =>
      typeof value === 'string' ? hasSecretWords(text) : holdsSecret(value, textMayHold(depth + 1)),
    );
  };
}

/** The values that the operations of a JSON patch write; any other document itself. */
function withoutOperations(document: unknown): readonly unknown[] {
  if (!Array.isArray(document)) return [document];
  return document.map((each: unknown) => (isOperation(each) ? each.value : each));
}

function isOperation(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && 'op' in value;
}
