import { structuredPatch } from 'diff';
import { stringify } from 'yaml';
import type { ObjectChange } from '../changes.ts';
import type { Fields } from '../fields.ts';
import { shown } from './shown.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Lines around what differs: enough to see in which map it stands. */
const CONTEXT = 2;

/** An object's YAML before and after as the hunks of a unified diff, without a head. A Secret's values do not show. */
export function objectPatch(change: ObjectChange): string {
  const { before, after } = withoutSecrets(change);
  const { hunks } = structuredPatch('', '', yamlOf(before), yamlOf(after), '', '', { context: CONTEXT });
  const texts = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) =>
    [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines].join('\n'),
  );
  return shown(texts.join('\n'));
}

function yamlOf(fields: Fields | undefined): string {
  return fields === undefined ? '' : stringify(fields, { lineWidth: 0, aliasDuplicateObjects: false });
}
