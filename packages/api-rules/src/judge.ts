import { type Finding, findingIn, joined, MAX_LISTED } from '@k8s-blocks/findings';
import { type Disclosure, disclosureOf, groupOf, HIDDEN, servedKinds, typeName } from '@k8s-blocks/manifest';
import { disclosed } from './disclosed.ts';
import { API_VERSIONS, KINDS, type Kind, type Kinds } from './kinds.ts';
import type { ObjectRule } from './rule.ts';
import { foreignMetadataViolations } from './rules/foreign-metadata.ts';
import { namingRules, objectRules } from './rules/index.ts';
import { decode } from './schema/decode.ts';
import { referenceOrTitle, type Subject } from './subject.ts';
import { type FieldViolation, quote, type Violations } from './violation.ts';

/** The rules that judge each kind. */
const RULES = new Map<Kind, readonly ObjectRule[]>(
  KINDS.map((kind) => [kind, objectRules.filter((rule) => rule.kinds.includes(kind))]),
);

/** Everything that is wrong with one object. */
export function judge(subject: Subject): Finding[] {
  const { value, judgedAs } = subject;
  const mayShow = disclosureOf(value);
  const findings: Finding[] = [];
  collect('api-version-and-kind', typeMetaViolations(subject, mayShow), subject, findings);
  if (judgedAs !== undefined) judgeKind(subject, judgedAs, mayShow, findings);
  else if (typeof value === 'object' && value !== null && findings.length === 0) {
    collect('foreign-metadata', foreignMetadataViolations(value, mayShow), subject, findings);
  }
  return findings;
}

/**
 * What is wrong with the name and the namespace of an object that was right under others. Only these rules read them; an
 * object that is known by its metadata alone is judged as a whole.
 */
export function judgeNames(subject: Subject): Finding[] {
  const { value, judgedAs } = subject;
  if (judgedAs === undefined) return judge(subject);
  const findings: Finding[] = [];
  for (const rule of namingRules) {
    if (rule.kinds.includes(judgedAs)) collectRule(rule, value as Kinds[Kind], subject, findings);
  }
  return findings;
}

/** The rules of the kind; not if values are of wrong types, since then the server reads nothing either. */
function judgeKind(subject: Subject, kind: Kind, mayShow: Disclosure, findings: Finding[]): void {
  const decoded = decode(subject.value, kind, mayShow);
  collect('fields', decoded.mistyped, subject, findings);
  collect('fields', decoded.unknown, subject, findings);
  if (decoded.mistyped.length > 0) return;
  const object = decoded.value as Kinds[Kind];
  for (const rule of RULES.get(kind) ?? []) collectRule(rule, object, subject, findings);
}

/** Adds what a rule finds. Rules quote the values that they judge: those of a Secret are taken out of the sentence here. */
function collectRule({ name, check }: ObjectRule, object: Kinds[Kind], subject: Subject, findings: Finding[]) {
  collect(name, check(object), subject, findings, (violation) => disclosed(violation, subject.value));
}

/**
 * Adds the violations as findings of a rule.
 *
 * @param disclose the violation as it may be reported. Default: as it is.
 */
function collect(
  rule: string,
  violations: Violations,
  subject: Subject,
  findings: Finding[],
  disclose: (violation: FieldViolation) => FieldViolation = (violation) => violation,
): void {
  let count = 0;
  let others: Finding | undefined;
  for (const violation of violations) {
    const reported = { code: 'FieldValueInvalid', ...disclose(violation) };
    const finding = findingIn(subject.located, referenceOrTitle(subject), { rule, severity: 'error' }, reported);
    count += 1;
    if (count <= MAX_LISTED) findings.push(finding);
    else others = joined(others, finding);
  }
  if (others !== undefined) findings.push(others);
}

/** What is wrong with what an object says that it is. */
function* typeMetaViolations(
  { value, apiVersion, kind, judgedAs }: Subject,
  mayShow: Disclosure,
): Generator<FieldViolation> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const remedy = 'Write apiVersion, kind and metadata.';
    // Not quoted: it may be what is left of a Secret that is written wrongly.
    const problem = `This is ${typeName(value)}, not an object of Kubernetes.`;
    yield { code: 'FieldValueTypeInvalid', field: '', problem, remedy };
    return;
  }
  if (typeof kind !== 'string' || kind === '') {
    yield { ...textViolation('kind', kind), remedy: 'Name the kind, such as "Deployment".' };
  }
  if (typeof apiVersion !== 'string' || !/^(?:[^/]+\/)?[^/]+$/.test(apiVersion)) {
    const shown = mayShow('apiVersion', apiVersion) ? quote(apiVersion) : HIDDEN;
    const isText = typeof apiVersion === 'string' && apiVersion !== '';
    const violation = isText
      ? { field: 'apiVersion', problem: `${shown} is not an API version.` }
      : textViolation('apiVersion', apiVersion);
    const right = judgedAs === undefined ? 'apps/v1' : API_VERSIONS[judgedAs];
    yield { ...violation, remedy: `Write "${right}".` };
  } else if (judgedAs !== undefined && apiVersion !== API_VERSIONS[judgedAs]) {
    const problem = `Kubernetes 1.35 and 1.36 do not serve ${judgedAs} in ${quote(apiVersion)}.`;
    yield {
      code: 'FieldValueNotSupported',
      field: 'apiVersion',
      problem,
      remedy: `Write "${API_VERSIONS[judgedAs]}".`,
    };
  } else if (typeof kind === 'string' && kind !== '') yield* servedViolations(apiVersion, kind);
}

/** A field that should be a text, and is not. Not quoted: what stands in the place of a kind may be the rest of a Secret. */
function textViolation(field: string, value: unknown): Omit<FieldViolation, 'remedy'> {
  const isAbsent = value === undefined || value === null || value === '';
  return isAbsent
    ? { code: 'FieldValueRequired', field, problem: `${field} is missing, or empty.` }
    : { code: 'FieldValueTypeInvalid', field, problem: `${field} is ${typeName(value)}, not a string.` };
}

/** A kind that a group of Kubernetes does not have. */
function* servedViolations(apiVersion: string, kind: string): Generator<FieldViolation> {
  const served = servedKinds(apiVersion);
  // A List holds objects of any kind, and is not a resource of a server.
  if (served === undefined || served.includes(kind) || kind === 'List') return;
  const meant = served.find((name) => singular(name) === singular(kind));
  const group = groupOf(apiVersion) === '' ? 'the core API' : quote(apiVersion);
  const remedy = meant === undefined ? 'Correct the kind or the apiVersion.' : `Write "${meant}".`;
  const problem = `${quote(kind)} is not a kind of ${group}.`;
  yield { code: 'FieldValueNotSupported', field: 'kind', problem, remedy };
}

function singular(kind: string): string {
  const lower = kind.toLowerCase();
  return lower.endsWith('s') ? lower.slice(0, -1) : lower;
}
