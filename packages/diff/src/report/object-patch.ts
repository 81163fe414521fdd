import { printable } from '@k8s-blocks/manifest';
import type { ObjectChange } from '../changes.ts';
import { lineHunks } from './line-hunks.ts';
import { type SecretTexts, withoutSecrets } from './without-secrets.ts';
import { yamlLines } from './yaml-lines.ts';

/** The most characters of one object's difference that are shown, and of one line of it. */
const MOST = 1_000_000;
const MOST_OF_LINE = 10_000;

/**
 * An object's YAML before and after as the hunks of a unified diff, without a head, as it may be printed anywhere. A
 * Secret's values do not show. Of very long ones it says how much is left out.
 */
export function objectPatch(change: ObjectChange, secrets: SecretTexts): string {
  const { before, after } = withoutSecrets(change, secrets);
  const lines = lineHunks(before === undefined ? [] : yamlLines(before), after === undefined ? [] : yamlLines(after));
  return printable(beginningOf(lines).join('\n'));
}

function beginningOf(lines: readonly string[]): readonly string[] {
  const shown: string[] = [];
  let left = MOST;
  for (const line of lines.map(beginningOfLine)) {
    left -= line.length + 1;
    if (left < 0) break;
    shown.push(line);
  }
  const missing = lines.length - shown.length;
  if (missing === 0) return shown;
  return [...shown, `… ${missing} more lines, which are not shown. Build both sides and compare them to see all.`];
}

function beginningOfLine(line: string): string {
  const missing = line.length - MOST_OF_LINE;
  return missing <= 0 ? line : `${line.slice(0, MOST_OF_LINE)}… ${missing} more characters, which are not shown`;
}
