import { HIDDEN } from '@k8s-blocks/manifest';
import type { Finding } from '../finding.ts';
import { keyStep, quote } from '../objects/fault.ts';
import { objectRules } from '../objects/index.ts';
import { groupBy } from '../reachability/group-by.ts';
import { fieldsOf } from '../reachability/manifest.ts';
import { type BuiltObject, builtObjects } from './built-object.ts';
import { findingOf } from './rule.ts';
import { stackRules } from './rules/index.ts';
import { separationRules } from './verify-separation.ts';

/** What the annotation of a waiver begins with; the name of the rule follows. */
const PREFIX = 'k8s-blocks/waive-';

/** A finding that somebody accepts, and why. */
export interface WaivedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

interface Waiver {
  readonly object: BuiltObject;
  readonly rule: string;
  readonly reason: string;
  readonly field: string;
}

/** Every rule of this package, by name. */
const ruleNames: ReadonlySet<string> = new Set([
  ...objectRules.map(({ name }) => name),
  ...['api-version-and-kind', 'fields', 'foreign-metadata'],
  ...stackRules.map(({ name }) => name),
  ...separationRules,
]);

/**
 * Takes the findings that are waived out of the others. A waiver is an annotation on the object that the finding names,
 * `k8s-blocks/waive-<rule>: <reason>`. One without a reason, or of a rule that does not exist, waives nothing and is an
 * error; one that waives nothing is a warning.
 */
export function applyWaivers(
  objects: readonly unknown[],
  findings: readonly Finding[],
): { readonly findings: Finding[]; readonly waived: WaivedFinding[] } {
  const waivers = builtObjects(objects).flatMap(waiversOf);
  const valid = groupBy(
    waivers.filter((waiver) => faultOf(waiver) === undefined),
    namesOf,
  );
  const used = new Set<Waiver>();
  const kept: Finding[] = [];
  const waived: WaivedFinding[] = [];
  for (const finding of findings) {
    const matching = valid.get(nameOf(finding)) ?? [];
    for (const waiver of matching) used.add(waiver);
    const [first] = matching;
    if (first === undefined) kept.push(finding);
    else waived.push({ finding, reason: first.reason });
  }
  return { findings: [...kept, ...waivers.flatMap((waiver) => waiverFindings(waiver, used.has(waiver)))], waived };
}

function waiversOf(object: BuiltObject): Waiver[] {
  const { fields, secret = fields } = object;
  const annotations = Object.entries(fieldsOf(fieldsOf(secret.metadata).annotations));
  return annotations
    .filter(([key]) => key.startsWith(PREFIX))
    .map(([key, reason]) => ({
      object,
      rule: key.slice(PREFIX.length),
      reason: reasonOf(reason, object),
      field: `metadata.annotations${keyStep(key)}`,
    }));
}

/** The reason as it may be shown: that of a Secret is hidden, as all of its annotations are. */
function reasonOf(value: unknown, { secret }: BuiltObject): string {
  const reason = typeof value === 'string' ? value.trim() : '';
  return secret === undefined || reason === '' ? reason : HIDDEN;
}

/** What the findings that it waives are filed under. Those of single objects do not say the namespace. */
function namesOf({ rule, object: { kind, name, title } }: Waiver): Iterable<string> {
  return new Set([nameOf({ rule, object: title }), nameOf({ rule, object: `${kind} ${name}` })]);
}

function nameOf({ rule, object }: Pick<Finding, 'rule' | 'object'>): string {
  return `${rule} ${object}`;
}

function faultOf({ rule, reason }: Waiver): { readonly problem: string; readonly remedy: string } | undefined {
  if (!ruleNames.has(rule)) {
    return { problem: `There is no rule ${quote(rule)} to waive.`, remedy: 'Correct the name of the rule.' };
  }
  if (reason === '') return { problem: 'It does not say why.', remedy: 'Give the reason as the value.' };
  return undefined;
}

function waiverFindings(waiver: Waiver, isUsed: boolean): Finding[] {
  const place = { object: waiver.object, field: waiver.field };
  const fault = faultOf(waiver);
  if (fault !== undefined) {
    return [findingOf('waiver', 'error', { ...place, ...fault, why: 'Nothing is waived by it.' })];
  }
  if (isUsed) return [];
  return [
    findingOf('waiver', 'warning', {
      ...place,
      problem: `The rule "${waiver.rule}" finds nothing here to waive.`,
      why: 'It would hide what the rule finds later.',
      remedy: 'Remove the annotation.',
    }),
  ];
}
