import { printable } from '@k8s-blocks/manifest';
import type { ObjectChange } from '../changes.ts';
import { lineHunks } from './line-hunks.ts';
import { type SecretTexts, withoutSecrets } from './without-secrets.ts';
import { yamlLines } from './yaml-lines.ts';

/** How many characters of one object's patch are shown, and of one line of it. */
const MAX_LENGTH = 1_000_000;
const MAX_LINE_LENGTH = 10_000;

/**
 * The change of an object's YAML as the hunks of a unified diff, without file names. The text is printable, and values of
 * Secrets are hidden. A long patch is cut, and says how much is left out.
 */
export function objectPatch(change: ObjectChange, secrets: SecretTexts): string {
  const { before, after } = withoutSecrets(change, secrets);
  const lines = lineHunks(before === undefined ? [] : yamlLines(before), after === undefined ? [] : yamlLines(after));
  return printable(beginningOf(lines).join('\n'));
}

function beginningOf(lines: readonly string[]): readonly string[] {
  const shown: string[] = [];
  let left = MAX_LENGTH;
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
  const missing = line.length - MAX_LINE_LENGTH;
  return missing <= 0 ? line : `${line.slice(0, MAX_LINE_LENGTH)}… ${missing} more characters, which are not shown`;
}
