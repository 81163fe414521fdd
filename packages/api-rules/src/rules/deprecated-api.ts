import { isOlderKubernetes, type KubernetesVersion } from '@k8s-blocks/manifest';
import { lifecycleOf } from '../api-lifecycle.ts';
import type { Violations } from '../violation.ts';

/**
 * The API version of an object is not deprecated. An API server still serves what is, with a warning, and a later version of Kubernetes
 * does not any more.
 *
 * @example
 * apiVersion: v1
 * kind: Endpoints # deprecated since 1.33: discovery.k8s.io/v1 EndpointSlice
 * metadata: { name: web }
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-policy/
 */
export function* deprecatedApiViolations(apiVersion: string, kind: string, kubernetes: KubernetesVersion): Violations {
  const { deprecated, removed, replacement, since, advice } = lifecycleOf(apiVersion, kind) ?? {};
  if (deprecated === undefined || isOlderKubernetes(kubernetes, deprecated)) return;
  const until = removed === undefined ? '' : `, and ${removed} no longer serves it`;
  const isThere = replacement !== undefined && since !== undefined && !isOlderKubernetes(kubernetes, since);
  yield {
    code: 'Deprecated',
    severity: 'warning',
    field: 'apiVersion',
    problem: `${apiVersion} ${kind} is deprecated since Kubernetes ${deprecated}${until}.`,
    remedy: isThere
      ? `Write ${replacement} (since ${since}).`
      : (advice ?? 'Look for what replaces it before you upgrade.'),
  };
}
