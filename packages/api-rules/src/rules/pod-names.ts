import { dnsLabelProblem, dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { KINDS_WITH_PODS } from '../kinds.ts';
import type { Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { invalid, missingOrNotSupported, quote, type Violations } from '../violation.ts';

const SUBDOMAINS = ['nodeName', 'priorityClassName'] as const;

/**
 * The names in the spec of a pod are valid: those of its ServiceAccount, node, priority class and runtime class, and
 * its own host name.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
 */
export const podNames = podRule('pod-names', function* ({ spec, path }): Violations {
  const accountField = (spec.serviceAccountName ?? '') === '' ? 'serviceAccount' : 'serviceAccountName';
  for (const field of [accountField, ...SUBDOMAINS] as const) {
    const name = spec[field] ?? '';
    const remedy = 'Use lower-case letters, digits, "-" and ".", at most 253.';
    if (name !== '') yield* invalid(`${path}.${field}`, dnsSubdomainProblem(name), remedy);
  }
  const { runtimeClassName, preemptionPolicy } = spec;
  if (runtimeClassName !== undefined) {
    yield* invalid(`${path}.runtimeClassName`, dnsSubdomainProblem(runtimeClassName), 'Name a RuntimeClass.');
  }
  if (preemptionPolicy !== undefined) {
    const policies = ['PreemptLowerPriority', 'Never'];
    yield* missingOrNotSupported(`${path}.preemptionPolicy`, preemptionPolicy, policies);
  }
  yield* overrideViolations(spec, path);
});

/** So are `hostname` and `subdomain`. (A StatefulSet names its pods itself.) */
export const podHostNames = podRule(
  'pod-names',
  function* ({ spec, path }): Violations {
    for (const field of ['hostname', 'subdomain'] as const) {
      const name = spec[field] ?? '';
      const remedy = 'Use lower-case letters, digits and "-", at most 63.';
      if (name !== '') yield* invalid(`${path}.${field}`, dnsLabelProblem(name), remedy);
    }
  },
  KINDS_WITH_PODS.filter((kind) => kind !== 'StatefulSet'),
);

/** A host name that replaces the one that Kubernetes would give. */
function* overrideViolations(
  { hostnameOverride, hostNetwork, setHostnameAsFQDN }: Pod['spec'],
  path: string,
): Violations {
  if (hostnameOverride === undefined) return;
  const field = `${path}.hostnameOverride`;
  yield* invalid(field, dnsSubdomainProblem(hostnameOverride), 'Use a DNS subdomain of at most 64 characters.');
  if (hostnameOverride.length > 64) {
    const problem = `${quote(hostnameOverride)} has more than 64 characters.`;
    yield { code: 'FieldValueTooLong', field, problem, remedy: 'Shorten it.' };
  }
  if (hostNetwork === true) {
    yield {
      code: 'FieldValueForbidden',
      field,
      problem: 'A pod on the network of the node has its host name.',
      remedy: 'Remove it, or hostNetwork.',
    };
  }
  if (setHostnameAsFQDN === true) {
    const problem = 'setHostnameAsFQDN is true, which hostnameOverride excludes.';
    yield { code: 'FieldValueForbidden', field, problem, remedy: 'Keep one of them.' };
  }
}
