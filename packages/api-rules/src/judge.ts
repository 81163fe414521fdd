import type { Definition, Definitions } from '@k8s-blocks/custom-resources';
import { type Finding, findingIn, joined, MAX_LISTED } from '@k8s-blocks/findings';
import { type Disclosure, disclosureOf, isFields } from '@k8s-blocks/manifest';
import { disclosed } from './disclosed.ts';
import type { JudgeOptions } from './judge-options.ts';
import { API_VERSIONS, KINDS, type Kind, type Kinds } from './kinds.ts';
import type { ObjectRule } from './rule.ts';
import { typeMetaViolations } from './rules/api-version-and-kind.ts';
import { ciliumPolicyViolations } from './rules/cilium-policies.ts';
import { clientSideApplyViolations } from './rules/client-side-apply.ts';
import { clusterNetworkPolicyViolations } from './rules/cluster-network-policies.ts';
import { customResourceFieldViolations, customResourceVersionViolations } from './rules/custom-resource-fields.ts';
import { customResourceRuleViolations } from './rules/custom-resource-rules.ts';
import { fieldValueViolations } from './rules/field-values.ts';
import { fieldViolations } from './rules/fields.ts';
import { foreignMetadataViolations } from './rules/foreign-metadata.ts';
import { objectRules } from './rules/index.ts';
import { serverSideApplyViolations } from './rules/server-side-apply.ts';
import { decode } from './schema/decode.ts';
import { kindStruct, structOfKind } from './schema/kind-types.ts';
import type { Struct } from './schema/schema.ts';
import { referenceOrTitle, type Subject } from './subject.ts';
import type { FieldViolation, Violations } from './violation.ts';

/** The rules that judge each kind. */
const RULES = new Map<Kind, readonly ObjectRule[]>(
  KINDS.map((kind) => [kind, objectRules.filter((rule) => rule.kinds.includes(kind))]),
);

/** Everything that is wrong with one object. */
export function judge(subject: Subject, { definitions }: JudgeOptions = {}): Finding[] {
  const { value, judgedAs } = subject;
  const mayShow = disclosureOf(value);
  const findings: Finding[] = [];
  collect('api-version-and-kind', typeMetaViolations(subject, mayShow), subject, findings);
  const type = judgedAs === undefined ? builtInType(subject) : undefined;
  const definition = type === undefined && judgedAs === undefined ? definitionOf(subject, definitions) : undefined;
  if (judgedAs !== undefined) judgeKind(subject, judgedAs, mayShow, findings);
  else if (typeof value === 'object' && value !== null && findings.length === 0) {
    if (definition !== undefined) judgeByDefinition(subject, definition, mayShow, findings);
    if (type === undefined || judgeByTable(subject, type, mayShow, findings)) {
      const is = definition === undefined ? 'foreign' : 'defined';
      const violations = foreignMetadataViolations(value, mayShow, subject.located, { is });
      collect('foreign-metadata', violations, subject, findings);
    }
  }
  if (isFields(value)) {
    if (definition === undefined) {
      collect('cilium-policies', ciliumPolicyViolations(value), subject, findings);
      collect('cluster-network-policies', clusterNetworkPolicyViolations(value), subject, findings);
    }
    const disclose = (violation: FieldViolation) => disclosed(violation, value);
    collect('server-side-apply', serverSideApplyViolations(value), subject, findings, disclose);
    collect('client-side-apply', clientSideApplyViolations(value), subject, findings);
  }
  return findings;
}

/** The rules of the kind; not if values are of wrong types, since then the server reads nothing either. */
function judgeKind(subject: Subject, kind: Kind, mayShow: Disclosure, findings: Finding[]): void {
  const decoded = decode(subject.value, structOfKind(API_VERSIONS[kind], kind), mayShow, subject.located);
  collect('fields', fieldViolations(decoded), subject, findings);
  if (decoded.mistyped.length > 0) return;
  const object = decoded.value as Kinds[Kind];
  for (const rule of RULES.get(kind) ?? []) collectRule(rule, object, subject, findings);
}

/** The type of an object of one of Kubernetes' own kinds; undefined of other kinds. */
function builtInType({ apiVersion, kind }: Subject): Struct | undefined {
  return typeof apiVersion === 'string' && typeof kind === 'string' ? kindStruct(apiVersion, kind) : undefined;
}

/** What holds for the kind by the tables. Returns whether the object can be judged further: not with values of wrong types. */
function judgeByTable(subject: Subject, type: Struct, mayShow: Disclosure, findings: Finding[]): boolean {
  const decoded = decode(subject.value, type, mayShow, subject.located);
  collect('fields', fieldViolations(decoded), subject, findings);
  if (decoded.mistyped.length > 0) return false;
  collect('field-values', fieldValueViolations(decoded.value, type), subject, findings);
  return true;
}

/** The definition of a custom resource, if it is at hand. */
function definitionOf({ apiVersion, kind }: Subject, definitions: Definitions | undefined): Definition | undefined {
  return typeof apiVersion === 'string' && typeof kind === 'string' ? definitions?.find(apiVersion, kind) : undefined;
}

/** What holds for a custom resource by its definition. */
function judgeByDefinition(subject: Subject, definition: Definition, mayShow: Disclosure, findings: Finding[]): void {
  const { value, located } = subject;
  const apiVersion = String(subject.apiVersion);
  collect('custom-resource-fields', customResourceVersionViolations(apiVersion, definition), subject, findings);
  const version = definition.served(apiVersion.slice(apiVersion.indexOf('/') + 1));
  if (version === undefined || !isFields(value)) return;
  const judgement = version.judge(value);
  collect('custom-resource-fields', customResourceFieldViolations(judgement), subject, findings);
  collect('custom-resource-rules', customResourceRuleViolations(judgement), subject, findings);
  for (const { field: path, object } of judgement.embedded) {
    const violations = foreignMetadataViolations(object, mayShow, located, { is: 'embedded', path });
    collect('foreign-metadata', violations, subject, findings);
  }
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
