import { formatReference } from '@k8s-blocks/manifest';
import { type DriftReport, hasDrift, type ReportedField, type ReportedObject } from './drift-report.ts';

/** A drift for people. */
export function formatText(report: DriftReport): string {
  const { environment, context, missing, changed, leftOver, notCompared } = report;
  const lines = [
    ...missing.map((each) => `  missing: ${titleOf(each)}`),
    ...changed.flatMap((each) => [`  changed: ${titleOf(each)}`, ...each.fields.map(formatField)]),
    ...leftOver.map((each) => `  left over: ${titleOf(each)}`),
    ...notCompared.flatMap((each) => [
      `  not compared: ${titleOf(each)}`,
      ...each.why.map((why) => why.replace(/^/gm, '      ')),
    ]),
  ];
  const head = `${environment} in the cluster of the context "${context}"`;
  if (!hasDrift(report)) return `${head}: nothing differs.\n${coverageOf(report)}`;
  return [`${head}:`, ...lines, '', countsOf(report), coverageOf(report)].join('\n');
}

function titleOf(object: ReportedObject): string {
  const { service = 'the whole stack' } = object;
  return `${formatReference(object, { withNamespace: true })} (${service})`;
}

/** `spec.replicas is 5, committed is 2 (set by kubectl-edit)`. */
function formatField({ path, live, committed, managers }: ReportedField): string {
  const is = live === undefined ? 'is not there' : `is ${live}`;
  const wanted = committed === undefined ? 'nothing is committed' : `committed is ${committed}`;
  const by = managers.length === 0 ? '' : ` (set by ${managers.join(', ')})`;
  return `      ${path} ${is}, ${wanted}${by}`;
}

function countsOf({ missing, changed, leftOver }: DriftReport): string {
  return `${missing.length} missing, ${changed.length} changed, ${leftOver.length} left over.`;
}

/** How much was compared: silence is not taken for a verdict. */
function coverageOf({ compared, notCompared, leftOverUnknown, hasInventory }: DriftReport): string {
  const objects = `${compared} ${compared === 1 ? 'object was' : 'objects were'} compared with what is committed`;
  const except = notCompared.length === 0 ? '' : `, ${notCompared.length} could not be`;
  const unknown = leftOverUnknown === undefined ? '' : ` What is left over is not known. ${leftOverUnknown}`;
  const never = hasInventory ? '' : ' deploy has never deployed it there, so nothing is known to be left over.';
  return `${objects}${except}.${unknown}${never}`;
}
