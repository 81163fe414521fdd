import { isSecret, isWithinPath, parsePath, valueAt } from '@k8s-blocks/manifest';
import type { Finding } from './finding.ts';

/** What a line of a waiver's annotation accepts, and why. */
export interface Waiver {
  readonly reason: string;
  /** Whether its line names neither a field nor a value, though another line does, or it begins as if it did. */
  readonly isMalformed?: true;
  /** Whether it accepts a finding of its rule in its object. */
  readonly covers: (finding: Finding) => boolean;
}

/** `field <path>: <reason>`, or `value "<value>": <reason>`. */
const SCOPED = /^(?:field (\S+)|value ("(?:[^"\\]|\\.)*")): (.*)$/s;

/** How a line begins that is to name a field or a value. Mistyped, it must not count as a reason for the whole object. */
const SCOPE = /^(?:field|value)\s/;

/**
 * The waivers that the text of an annotation holds. A text that is only a reason accepts whatever the rule finds in the
 * object. A text whose first line begins with `field` or `value` accepts, line by line, what is found there:
 *
 * ```yaml
 * k8s-blocks/waive-image-tag: |
 *   field spec.template.spec.containers[1].image: The sidecar is pinned by its operator.
 *   value "example.com/tool:latest": Built anew each night.
 * ```
 *
 * A field includes what is in it. Values of a Secret cannot be named.
 */
export function parseWaiver(text: string, object: unknown): Waiver[] {
  const lines = text.split('\n').map((line) => line.trim());
  if (!SCOPE.test(lines[0] ?? '')) return [{ reason: text.trim(), covers: () => true }];
  return lines.filter((line) => line !== '').map((line) => scopedWaiver(line, object));
}

function scopedWaiver(line: string, object: unknown): Waiver {
  const [match, field, value, reason = ''] = SCOPED.exec(line) ?? [];
  if (match === undefined) return { reason: line, isMalformed: true, covers: () => false };
  if (field !== undefined) return { reason, covers: (finding) => isWithinPath(finding.field ?? '', field) };
  if (value === undefined || isSecret(object)) return { reason, covers: () => false };
  return { reason, covers: ({ field: at = '' }) => isValueAt(object, at, value) };
}

/** @param json the value as JSON text. */
function isValueAt(object: unknown, field: string, json: string): boolean {
  const path = parsePath(field);
  return path !== undefined && JSON.stringify(valueAt(object, path)) === json;
}
