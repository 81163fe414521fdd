/**
 * Counts on how many single changes of right objects a real API server and the rules agree, and lists those on which they do not:
 *
 *     npm run compare-with-server -- [kind …]
 *
 * It needs `KUBEBUILDER_ASSETS`. Without kinds it takes some minutes.
 */
import { startControlPlane } from '@k8s-blocks/control-plane';
import { groupBy } from '@k8s-blocks/manifest';
import { CHANGES, fieldChangesOf, formatChange } from './field-changes.ts';
import { agrees, objectsOfKinds, refuses, type Verdict, verdictsOf } from './server-comparison.ts';

const kinds = new Set(process.argv.slice(2));
const objects = objectsOfKinds().filter(({ kind }) => kinds.size === 0 || kinds.has(String(kind)));
const server = await startControlPlane();
try {
  const verdicts = await verdictsOf(server, objects.flatMap(fieldChangesOf));
  const others = verdicts.filter((verdict) => !agrees(verdict));
  for (const verdict of others) console.log(lineOf(verdict));
  console.log(`\n${table(verdicts)}`);
} finally {
  await server.stop();
}

/** A disagreement: what was changed, and what the one says of it that refuses. */
function lineOf(verdict: Verdict): string {
  const { change, answer, errors } = verdict;
  const said = refuses(verdict)
    ? `missed: ${answer.message}`
    : `false alarm: ${errors.map(({ rule, field, problem }) => `${rule} ${field}: ${problem}`).join(' ')}`;
  return `${formatChange(change)}\n    ${said}`;
}

/** The shares by kinds of change and by kinds of objects. */
function table(verdicts: readonly Verdict[]): string {
  const rows = [
    ['all', verdicts] as const,
    ...CHANGES.map((what) => [what, verdicts.filter(({ change }) => change.what === what)] as const),
    ...groupBy(verdicts, ({ change }) => [`${change.object.apiVersion} ${change.object.kind}`]),
  ];
  return rows.map(([title, some]) => `${shareOf(some).padStart(22)}  ${title}`).join('\n');
}

function shareOf(verdicts: readonly Verdict[]): string {
  const agreed = verdicts.filter(agrees).length;
  return `${((100 * agreed) / Math.max(verdicts.length, 1)).toFixed(1)} % of ${verdicts.length}`;
}
