import { STACK_POLICY_FILE } from '@k8s-blocks/policies';
import type { Environment, Stack } from '@k8s-blocks/topology';
import { stackPolicy } from './stack-policy.ts';

/**
 * The kustomization of the whole stack in each environment that has services: path below the root of the trees to its text. Beside
 * it lies the ClusterNetworkPolicy of the stack, in an environment that has one.
 * They lie as those of a service do, at `base` and `overlays/<environment>`, so that one command applies a stack:
 * `kubectl apply --server-side -k k8s/overlays/staging`.
 *
 * @param root the folder of the emitted trees, as commands name it: `k8s`.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function stackKustomizations(stack: Stack, root: string): ReadonlyMap<string, string> {
  const environments: readonly Environment[] = Object.values(stack.environments);
  const deployed = environments.filter(({ name }) => stack.servicesIn(name).length > 0);
  return new Map(
    deployed.flatMap(({ name }) => {
      const folder = environmentFolder(name);
      const own = stackPolicy(stack, name);
      return [
        [`${folder}/kustomization.yaml`, kustomization(stack, name, `${root}/${folder}`)] as const,
        ...(own === undefined ? [] : [[`${folder}/${STACK_POLICY_FILE}`, own] as const]),
      ];
    }),
  );
}

/** The folder of an environment, in the tree of a service or in that of the whole stack. */
export function environmentFolder(environment: string): string {
  return environment === 'base' ? 'base' : `overlays/${environment}`;
}

function kustomization(stack: Stack, environment: string, path: string): string {
  const folder = environmentFolder(environment);
  const toRoot = folder.replace(/[^/]+/g, '..');
  return [
    `# The whole stack in ${environment}, its services in start order. To apply it:`,
    `#   kubectl apply --server-side -k ${path}`,
    'apiVersion: kustomize.config.k8s.io/v1beta1',
    'kind: Kustomization',
    'resources:',
    ...(stackPolicy(stack, environment) === undefined ? [] : [`  - ${STACK_POLICY_FILE}`]),
    ...stack.servicesIn(environment).map(({ name }) => `  - ${toRoot}/${name}/${folder}`),
    '',
  ].join('\n');
}
