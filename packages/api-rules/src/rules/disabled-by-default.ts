import { apiVersionsOf, groupOf, type KubernetesVersion, kindsNamed } from '@k8s-blocks/manifest';
import { spanOfKind } from '../schema/kind-types.ts';
import { isIn } from '../schema/spans.ts';
import type { Violations } from '../violation.ts';

/**
 * The API version of an object is one that every API server serves: alpha and beta versions are disabled unless a cluster enables
 * them, and then `kubectl apply` knows no such kind.
 *
 * @example
 * apiVersion: resource.k8s.io/v1beta2 # resource.k8s.io/v1
 * kind: DeviceClass
 * metadata: { name: gpu }
 *
 * @see https://kubernetes.io/docs/reference/using-api/#api-versioning
 */
export function* disabledByDefaultViolations(
  apiVersion: string,
  kind: string,
  kubernetes: KubernetesVersion,
): Violations {
  const span = spanOfKind(apiVersion, kind);
  if (span === undefined || !isIn(span, kubernetes) || !isPreview(apiVersion)) return;
  const stable = kindsNamed(kind)
    .filter(({ group }) => group === groupOf(apiVersion))
    .flatMap(apiVersionsOf)
    .find((each) => !isPreview(each) && isIn(spanOfKind(each, kind) ?? {}, kubernetes));
  yield {
    code: 'FieldValueNotSupported',
    severity: 'warning',
    field: 'apiVersion',
    problem: `Kubernetes ${kubernetes} serves ${apiVersion} ${kind} only where it is enabled (--runtime-config).`,
    remedy: stable === undefined ? 'Enable it in the cluster.' : `Write "${stable}".`,
  };
}

function isPreview(apiVersion: string): boolean {
  return /v\d+(?:alpha|beta)\d+$/.test(apiVersion);
}
