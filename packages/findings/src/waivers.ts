import {
  fieldsOf,
  formatPath,
  groupBy,
  HIDDEN,
  isFields,
  isSecret,
  keyOf,
  type ObjectReference,
  quote,
  referenceOf,
} from '@k8s-blocks/manifest';
import { nearest } from '@k8s-blocks/refusal';
import { type Finding, findingIn } from './finding.ts';
import type { LocatedObject } from './located-object.ts';
import type { WaivedFinding } from './result.ts';
import { parseWaiver, type Waiver } from './waiver.ts';

/** What the annotation of a waiver begins with; the name of the rule follows. */
const PREFIX = 'k8s-blocks/waive-';

/** A waiver, and the annotation that it stands in. */
interface LocatedWaiver extends Waiver {
  readonly located: LocatedObject;
  readonly reference: ObjectReference;
  readonly rule: string;
  /** The path of the annotation. */
  readonly field: string;
}

/**
 * Takes the findings that are waived out of the others. A waiver is an annotation on the object that the finding is about,
 * `k8s-blocks/waive-<rule>: <reason>`; see {@link parseWaiver} for one field or one value of it. It holds for that very
 * object: neither for one of the same name in another namespace nor for one in another document. One without a reason, or
 * of a rule that does not exist, waives nothing and is an error; one that waives nothing is a warning.
 *
 * @param ruleNames every rule that may be waived.
 * @param isAsked whether a rule is judged by at all. Waivers of one that is not are left alone. Default: each is.
 */
export function applyWaivers(
  objects: readonly LocatedObject[],
  findings: readonly Finding[],
  ruleNames: ReadonlySet<string>,
  isAsked: (rule: string) => boolean = () => true,
): { readonly findings: Finding[]; readonly waived: WaivedFinding[] } {
  const waivers = objects.flatMap((located) => waiversIn(located.object, located)).filter(({ rule }) => isAsked(rule));
  const valid = waivers.filter((waiver) => problemOf(waiver, ruleNames) === undefined);
  const byObject = groupBy(valid, ({ located, reference, rule }) => [objectKey(located.document, reference, rule)]);
  const used = new Set<LocatedWaiver>();
  const kept: Finding[] = [];
  const waived: WaivedFinding[] = [];
  for (const finding of findings) {
    const { document, reference, rule } = finding;
    const own = reference === undefined ? [] : (byObject.get(objectKey(document, reference, rule)) ?? []);
    const matching = own.filter((waiver) => waiver.covers(finding));
    for (const waiver of matching) used.add(waiver);
    const [first] = matching;
    if (first === undefined) kept.push(finding);
    else waived.push({ finding, reason: first.reason });
  }
  const ofWaivers = waivers.flatMap((waiver) => findingsOfWaiver(waiver, ruleNames, used.has(waiver)));
  return { findings: [...kept, ...ofWaivers], waived };
}

/** The waivers of an object, or of those in a List. */
function waiversIn(value: unknown, located: LocatedObject): LocatedWaiver[] {
  if (!isFields(value)) return [];
  if (typeof value.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items)) {
    return value.items.flatMap((item) => waiversIn(item, located));
  }
  const reference = referenceOf(value);
  if (reference === undefined) return [];
  const annotations = Object.entries(fieldsOf(fieldsOf(value.metadata).annotations));
  return annotations
    .filter(([key]) => key.startsWith(PREFIX))
    .flatMap(([key, text]) => {
      const field = formatPath(['metadata', 'annotations', key]);
      const waivers = parseWaiver(typeof text === 'string' ? text : '', value);
      const rule = key.slice(PREFIX.length);
      return waivers.map((waiver) => {
        return { ...waiver, located, reference, rule, field, reason: shownReason(waiver.reason, value) };
      });
    });
}

/** The reason as it may be shown: that of a Secret is hidden, as all of its annotations are. */
function shownReason(reason: string, object: unknown): string {
  return reason !== '' && isSecret(object) ? HIDDEN : reason;
}

/** What a finding and the waivers that are asked about it have in common. */
function objectKey(document: string | undefined, reference: ObjectReference, rule: string): string {
  return JSON.stringify([document, keyOf(reference), rule]);
}

function problemOf(
  { rule, reason, isMalformed }: LocatedWaiver,
  ruleNames: ReadonlySet<string>,
): { readonly code: string; readonly problem: string; readonly remedy: string } | undefined {
  if (!ruleNames.has(rule)) {
    const problem = `There is no rule ${quote(rule)} to waive.`;
    const meant = nearest(rule, ruleNames);
    const remedy = meant === undefined ? 'Correct the name of the rule.' : `Did you mean "${meant}"?`;
    return { code: 'unknown-rule', problem, remedy };
  }
  if (isMalformed) {
    const problem = 'A line of it names neither a field nor a value with a reason.';
    const remedy = 'Write field <path>: <reason>, or value "<value>": <reason>, in each line.';
    return { code: 'malformed-waiver', problem, remedy };
  }
  if (reason === '') {
    return { code: 'reason-missing', problem: 'It gives no reason.', remedy: 'Give the reason as the value.' };
  }
  return undefined;
}

function findingsOfWaiver(waiver: LocatedWaiver, ruleNames: ReadonlySet<string>, isUsed: boolean): Finding[] {
  const { located, reference, field, rule } = waiver;
  const problem = problemOf(waiver, ruleNames);
  if (problem !== undefined) {
    const why = 'Nothing is waived by it.';
    return [findingIn(located, reference, { rule: 'waiver', severity: 'error' }, { ...problem, field, why })];
  }
  if (isUsed) return [];
  return [
    findingIn(
      located,
      reference,
      { rule: 'waiver', severity: 'warning' },
      {
        code: 'unused-waiver',
        field,
        problem: `The rule "${rule}" finds nothing here to waive.`,
        why: 'It would hide what the rule finds later.',
        remedy: 'Remove the annotation, or the line of it that names nothing.',
      },
    ),
  ];
}
