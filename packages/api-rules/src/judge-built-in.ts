/** Objects of Kubernetes' own kinds. */
import { type Fields, groupBy } from '@k8s-blocks/manifest';
import type { Judging } from './judging.ts';
import { API_VERSIONS, KINDS, type Kind } from './kinds.ts';
import { hasPods, podOf } from './pod.ts';
import type { ObjectRule } from './rule.ts';
import { fieldValueViolations } from './rules/field-values.ts';
import { fieldViolations } from './rules/fields.ts';
import { foreignMetadataViolations } from './rules/foreign-metadata.ts';
import { objectRules } from './rules/index.ts';
import { typeRules } from './rules/type-rules.ts';
import { decode } from './schema/decode.ts';
import { kindStruct, structOfKind } from './schema/kind-types.ts';
import type { Struct } from './schema/schema.ts';
import { typedValuesIn } from './type-rule.ts';

/** The rules that judge each kind. */
const RULES = new Map<Kind, readonly ObjectRule[]>(
  KINDS.map((kind) => [kind, objectRules.filter((rule) => rule.kinds.includes(kind))]),
);

/** The rules that judge the values of each type. */
const TYPE_RULES = groupBy(typeRules, ({ types }) => types);

/** Metadata and the pods of every kind have rules of their own. */
const JUDGED_ELSEWHERE: ReadonlySet<string> = new Set(['meta/v1.ObjectMeta', 'core/v1.PodSpec']);

/** The kinds with rules of their own that the tables and the rules of types judge, too. */
const ALSO_JUDGED_BY_TYPES: ReadonlySet<Kind> = new Set<Kind>(['Job', 'CronJob']);

/** The type of an object of one of Kubernetes' own kinds; undefined of other kinds. */
export function builtInType({ subject, kubernetes }: Judging): Struct | undefined {
  const { apiVersion, kind, judgedAs } = subject;
  if (judgedAs !== undefined) return structOfKind(API_VERSIONS[judgedAs], judgedAs, kubernetes);
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  return kindStruct(apiVersion, kind, kubernetes);
}

/**
 * Judges the fields; what their values may be by the tables, where no rules of the kind judge that; by the rules of the kind, and
 * those of the types in the object. Not more than the fields if values are of wrong types, since then the server reads nothing
 * either.
 */
export function judgeBuiltIn(judging: Judging, type: Struct): void {
  const { subject, kubernetes, mayShow } = judging;
  const { value, judgedAs, located } = subject;
  const decoded = decode(value, type, mayShow, located);
  judging.add('fields', fieldViolations(decoded));
  if (decoded.mistyped.length > 0) return;
  const isJudgedByTypes = judgedAs === undefined || ALSO_JUDGED_BY_TYPES.has(judgedAs);
  if (isJudgedByTypes) judging.add('field-values', fieldValueViolations(decoded.value, type, kubernetes));
  if (judgedAs !== undefined) judgeKind(judging, decoded.value, judgedAs);
  if (isJudgedByTypes) judgeTypes(judging, decoded.value, type);
  if (judgedAs === undefined)
    judging.addDisclosed('foreign-metadata', foreignMetadataViolations(decoded.value, mayShow, located));
}

/** The rules of the kind of an object. */
function judgeKind(judging: Judging, object: Fields, kind: Kind): void {
  const pod = hasPods(kind) ? podOf(object, kind) : undefined;
  for (const { name, check } of RULES.get(kind) ?? []) {
    judging.addDisclosed(name, check(object, judging.kubernetes, pod));
  }
}

/** The rules of the types of the values in an object. */
function judgeTypes(judging: Judging, object: Fields, type: Struct): void {
  const { kubernetes } = judging;
  for (const { fullName, value, path } of typedValuesIn(object, type, JUDGED_ELSEWHERE)) {
    for (const { name, check } of TYPE_RULES.get(fullName) ?? []) {
      judging.addDisclosed(name, check(value, { path, object, kubernetes }));
    }
  }
}
