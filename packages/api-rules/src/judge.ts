import { type Finding, findingIn, joined, MAX_LISTED } from '@k8s-blocks/findings';
import {
  type Disclosure,
  disclosureOf,
  type Fields,
  groupBy,
  isFields,
  type KubernetesVersion,
  NEWEST_KUBERNETES,
} from '@k8s-blocks/manifest';
import { disclosed } from './disclosed.ts';
import type { JudgeOptions } from './judge-options.ts';
import { API_VERSIONS, KINDS, type Kind } from './kinds.ts';
import { hasPods, podOf } from './pod.ts';
import type { ObjectRule } from './rule.ts';
import { typeMetaViolations } from './rules/api-version-and-kind.ts';
import { ciliumPolicyViolations } from './rules/cilium-policies.ts';
import { clientSideApplyViolations } from './rules/client-side-apply.ts';
import { clusterNetworkPolicyViolations } from './rules/cluster-network-policies.ts';
import { deprecatedApiViolations } from './rules/deprecated-api.ts';
import { deprecatedFieldViolations } from './rules/deprecated-fields.ts';
import { disabledByDefaultViolations } from './rules/disabled-by-default.ts';
import { fieldValueViolations } from './rules/field-values.ts';
import { fieldViolations } from './rules/fields.ts';
import { foreignMetadataViolations } from './rules/foreign-metadata.ts';
import { objectRules } from './rules/index.ts';
import { serverSideApplyViolations } from './rules/server-side-apply.ts';
import { serverWarningViolations } from './rules/server-warnings.ts';
import { typeRules } from './rules/type-rules.ts';
import { decode } from './schema/decode.ts';
import { kindStruct, structOfKind } from './schema/kind-types.ts';
import type { Struct } from './schema/schema.ts';
import { referenceOrTitle, type Subject } from './subject.ts';
import { typedValuesIn } from './type-rule.ts';
import type { FieldViolation, Violations } from './violation.ts';

/** The rules that judge each kind. */
const RULES = new Map<Kind, readonly ObjectRule[]>(
  KINDS.map((kind) => [kind, objectRules.filter((rule) => rule.kinds.includes(kind))]),
);

/** The rules that judge the values of each type. */
const TYPE_RULES = groupBy(typeRules, ({ types }) => types);

/** Metadata and the pods of every kind have rules of their own. */
const JUDGED_ELSEWHERE: ReadonlySet<string> = new Set(['meta/v1.ObjectMeta', 'core/v1.PodSpec']);

/** The kinds whose rules judge them but for what the tables and the rules of types say. */
const JUDGED_IN_PART: ReadonlySet<Kind> = new Set<Kind>(['Job', 'CronJob']);

/** Everything that is wrong with one object. */
export function judge(subject: Subject, { kubernetes = NEWEST_KUBERNETES }: JudgeOptions = {}): Finding[] {
  const { value, judgedAs } = subject;
  const mayShow = disclosureOf(value);
  const findings: Finding[] = [];
  collect('api-version-and-kind', typeMetaViolations(subject, mayShow, kubernetes), subject, findings);
  if (judgedAs !== undefined || (typeof value === 'object' && value !== null && findings.length === 0)) {
    const type = builtInType(subject, kubernetes);
    if (type === undefined) judgeMetadata(subject, mayShow, findings);
    else judgeBuiltIn(subject, { type, kubernetes, mayShow, findings });
  }
  if (isFields(value)) {
    collect('cilium-policies', ciliumPolicyViolations(value), subject, findings);
    collect('cluster-network-policies', clusterNetworkPolicyViolations(value), subject, findings);
    const disclose = (violation: FieldViolation) => disclosed(violation, value);
    for (const [rule, violations] of warnings(value, subject, kubernetes))
      collect(rule, violations, subject, findings, disclose);
    collect('server-side-apply', serverSideApplyViolations(value), subject, findings, disclose);
    collect('client-side-apply', clientSideApplyViolations(value), subject, findings);
  }
  return findings;
}

/** What a server takes with a warning. */
function* warnings(
  object: Fields,
  { apiVersion, kind }: Subject,
  kubernetes: KubernetesVersion,
): Generator<readonly [rule: string, violations: Violations]> {
  if (typeof apiVersion === 'string' && typeof kind === 'string') {
    yield ['deprecated-api', deprecatedApiViolations(apiVersion, kind, kubernetes)];
    yield ['disabled-by-default', disabledByDefaultViolations(apiVersion, kind, kubernetes)];
  }
  yield ['deprecated-fields', deprecatedFieldViolations(object, kubernetes)];
  yield ['server-warnings', serverWarningViolations(object, kubernetes)];
}

/** The type of an object of one of Kubernetes' own kinds; undefined of other kinds. */
function builtInType({ apiVersion, kind, judgedAs }: Subject, kubernetes: KubernetesVersion): Struct | undefined {
  if (judgedAs !== undefined) return structOfKind(API_VERSIONS[judgedAs], judgedAs, kubernetes);
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  return kindStruct(apiVersion, kind, kubernetes);
}

/** By what an object of one of Kubernetes' own kinds is judged, and where its findings go. */
interface BuiltInJudgement {
  readonly type: Struct;
  readonly kubernetes: KubernetesVersion;
  readonly mayShow: Disclosure;
  readonly findings: Finding[];
}

/**
 * An object of one of Kubernetes' own kinds: its fields; what its values may be by the tables, where no rules of its kind judge
 * that; the rules of its kind, and those of the types in it. Not more than the fields if values are of wrong types, since then
 * the server reads nothing either.
 */
function judgeBuiltIn(subject: Subject, { type, kubernetes, mayShow, findings }: BuiltInJudgement): void {
  const { judgedAs } = subject;
  const decoded = decode(subject.value, type, mayShow, subject.located);
  collect('fields', fieldViolations(decoded), subject, findings);
  if (decoded.mistyped.length > 0) return;
  const isJudgedByTypes = judgedAs === undefined || JUDGED_IN_PART.has(judgedAs);
  if (isJudgedByTypes)
    collect('field-values', fieldValueViolations(decoded.value, type, kubernetes), subject, findings);
  if (judgedAs !== undefined) judgeKind(decoded.value, { kind: judgedAs, kubernetes }, subject, findings);
  if (isJudgedByTypes) judgeTypes(decoded.value, { type, kubernetes }, subject, findings);
  if (judgedAs === undefined) judgeMetadata(subject, mayShow, findings);
}

/** The rules of the kind of an object. */
function judgeKind(
  object: Fields,
  { kind, kubernetes }: { readonly kind: Kind; readonly kubernetes: KubernetesVersion },
  subject: Subject,
  findings: Finding[],
): void {
  const pod = hasPods(kind) ? podOf(object, kind) : undefined;
  const disclose = (violation: FieldViolation) => disclosed(violation, subject.value);
  for (const { name, check } of RULES.get(kind) ?? []) {
    collect(name, check(object, kubernetes, pod), subject, findings, disclose);
  }
}

/** The metadata of an object of a kind that has no rules of its own. */
function judgeMetadata(subject: Subject, mayShow: Disclosure, findings: Finding[]): void {
  const { value, located } = subject;
  if (typeof value !== 'object' || value === null) return;
  collect('foreign-metadata', foreignMetadataViolations(value, mayShow, located), subject, findings);
}

/** The rules of the types of the values in an object. */
function judgeTypes(
  object: Fields,
  { type, kubernetes }: { readonly type: Struct; readonly kubernetes: KubernetesVersion },
  subject: Subject,
  findings: Finding[],
): void {
  const disclose = (violation: FieldViolation) => disclosed(violation, subject.value);
  for (const { fullName, value, path } of typedValuesIn(object, type, JUDGED_ELSEWHERE)) {
    for (const { name, check } of TYPE_RULES.get(fullName) ?? []) {
      collect(name, check(value, { path, object, kubernetes }), subject, findings, disclose);
    }
  }
}

/**
 * Adds the violations as findings of a rule.
 *
 * @param disclose the violation as it may be reported: rules quote the values that they judge, and those of a Secret are taken
 * out of the sentence. Default: as it is.
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
