import type { Finding } from '@k8s-blocks/findings';
import { type Fields, isFields, type KubernetesVersion } from '@k8s-blocks/manifest';
import { builtInType, judgeBuiltIn } from './judge-built-in.ts';
import { definitionOf, judgeCustomResource } from './judge-custom-resource.ts';
import type { JudgeOptions } from './judge-options.ts';
import { Judging } from './judging.ts';
import { typeMetaViolations } from './rules/api-version-and-kind.ts';
import { ciliumPolicyViolations } from './rules/cilium-policies.ts';
import { clientSideApplyViolations } from './rules/client-side-apply.ts';
import { clusterNetworkPolicyViolations } from './rules/cluster-network-policies.ts';
import { deprecatedApiViolations } from './rules/deprecated-api.ts';
import { deprecatedFieldViolations } from './rules/deprecated-fields.ts';
import { disabledByDefaultViolations } from './rules/disabled-by-default.ts';
import { foreignMetadataViolations } from './rules/foreign-metadata.ts';
import { serverSideApplyViolations } from './rules/server-side-apply.ts';
import { serverWarningViolations } from './rules/server-warnings.ts';
import type { Subject } from './subject.ts';
import type { Violations } from './violation.ts';

/** Everything that is wrong with one object. */
export function judge(subject: Subject, options: JudgeOptions = {}): Finding[] {
  const { value, judgedAs } = subject;
  const judging = new Judging(subject, options);
  judging.add('api-version-and-kind', typeMetaViolations(subject, judging.mayShow, judging.kubernetes));
  const isRefused = judging.findings.length > 0;
  if (judgedAs !== undefined || (isFields(value) && !isRefused)) judgeByKind(judging, options);
  if (isFields(value)) {
    const refused = new Set(judging.findings.map(({ field }) => field));
    for (const [rule, violations] of warnings(value, subject, judging.kubernetes)) {
      judging.addDisclosed(rule, without(violations, refused));
    }
    judging.addDisclosed('server-side-apply', serverSideApplyViolations(value));
    judging.add('client-side-apply', clientSideApplyViolations(value));
  }
  return judging.findings;
}

/** Judges by the type of a kind of Kubernetes, or by a definition; and an object of an unknown kind by its metadata. */
function judgeByKind(judging: Judging, { definitions }: JudgeOptions): void {
  const { subject, mayShow } = judging;
  const { value, located } = subject;
  const type = builtInType(judging);
  if (type !== undefined) {
    judgeBuiltIn(judging, type);
  } else if (isFields(value)) {
    const definition = definitionOf(subject, definitions);
    if (definition !== undefined) {
      judgeCustomResource(judging, value, definition);
    } else {
      judging.addDisclosed('foreign-metadata', foreignMetadataViolations(value, mayShow, located));
      judging.add('cilium-policies', ciliumPolicyViolations(value));
      judging.add('cluster-network-policies', clusterNetworkPolicyViolations(value));
    }
  }
}

/** The violations but for those of some fields. */
function* without(violations: Violations, fields: ReadonlySet<string | undefined>): Violations {
  for (const violation of violations) if (!fields.has(violation.field)) yield violation;
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
