import { styleText } from 'node:util';
import type { ObjectComparison } from '@k8s-blocks/deploy';
import { type Consequence, differingFields, EFFECTS } from '@k8s-blocks/diff';
import { formatReference, printableLine, referenceOf } from '@k8s-blocks/manifest';
import type { Plan } from './plan.ts';
import type { StackDeployment } from './read-deployment.ts';

/** How many fields of a changed object are named. */
const MAX_FIELDS = 4;

/**
 * A plan for people: a line for each service, in waves; each object that changes, with its fields, of which no values are shown; and what
 * applying it does.
 */
export function formatPlan(plan: Plan, { waves }: StackDeployment, { color }: { readonly color: boolean }): string {
  const width = Math.max(0, ...waves.flat().map(({ name }) => name.length));
  const lines = waves.flatMap((wave, index) =>
    wave.map(({ name }, position) => {
      const number = position === 0 ? String(index + 1) : '';
      return `${number.padStart(3)}  ${name.padEnd(width)}  ${formatCounts(plan.services.get(name) ?? [])}`;
    }),
  );
  const stackLine = plan.ofStack.length === 0 ? [] : [`     the whole stack: ${formatCounts(plan.ofStack)}`];
  const all = [...plan.ofStack, ...[...plan.services.values()].flat()];
  const changed = all.flatMap(formatChange);
  const { consequences, notes } = plan.difference;
  const told = consequences.filter(({ effect }) => effect !== 'creates').map((each) => formatConsequence(each, color));
  return [[...stackLine, ...lines], changed, told, notes.map((note) => `  ${printableLine(note)}`)]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

/** What becomes of the objects of a service: `creates 8 objects`, `changes 1, 11 unchanged`. */
function formatCounts(comparisons: readonly ObjectComparison[]): string {
  const count = (...outcomes: readonly string[]) =>
    comparisons.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const parts = [
    [count('create'), 'creates'],
    [count('change', 'conflict'), 'changes'],
    [count('refused'), 'refused:'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, verb]) => `${verb} ${number}`);
  const unchanged = count('unchanged');
  if (said.length === 0) return `nothing changes (${unchanged})`;
  return [...said, ...(unchanged === 0 ? [] : [`${unchanged} unchanged`])].join(', ');
}

/** An object that is there and changes: its fields. */
function formatChange({ object, live, wanted, outcome }: ObjectComparison): readonly string[] {
  const reference = referenceOf(object);
  if (reference === undefined || live === undefined || wanted === undefined || outcome === 'unchanged') return [];
  const fields = differingFields(live, wanted, '').map((path) => path.replace(/^\./, ''));
  const more = fields.length > MAX_FIELDS ? ` and ${fields.length - MAX_FIELDS} more` : '';
  const named = fields.slice(0, MAX_FIELDS).join(', ');
  return [printableLine(`  changes ${formatReference(reference, { withNamespace: true })}: ${named}${more}`)];
}

function formatConsequence({ effect, object, field, text }: Consequence, color: boolean): string {
  const label = color ? styleText('bold', EFFECTS[effect], { validateStream: false }) : EFFECTS[effect];
  const subject = field === undefined ? object : `${object} › ${field}`;
  return `  ${label}: ${printableLine(subject)}\n    ${printableLine(text)}`;
}
