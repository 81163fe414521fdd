import { shortName } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { type ApiResource, apiVersionOf } from './api-resources.ts';

/**
 * The refusal of a kind that the server does not serve in a version.
 *
 * @param others the same kind as it serves it in other versions.
 */
export function notServed(
  { apiVersion, kind, name }: { readonly apiVersion: string; readonly kind: string; readonly name: string | undefined },
  context: string,
  others: readonly ApiResource[],
): Refusal {
  const object = [kind, ...(name === undefined ? [] : [name])].map(shortName).join(' ');
  const problem = `The server of the kube context "${context}" does not serve the kind "${shortName(kind)}" in "${shortName(apiVersion)}".`;
  const remedy =
    others.length > 0
      ? `It serves it in ${formatNames(others.map(apiVersionOf))}.`
      : 'Install the CustomResourceDefinition of the kind first, or correct apiVersion and kind.';
  return new Refusal({ object, problem, remedy });
}
