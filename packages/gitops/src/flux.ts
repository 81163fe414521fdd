import { comment, commentKeys } from '@k8s-blocks/comments';
import type { Contract, Environment, FluxGitOps } from '@k8s-blocks/topology';
import type { IKustomization } from '@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1/Kustomization';
import { healthCheckExpressions } from './health-checks.ts';
import { annotationPatch, KEPT_KINDS, type KustomizePatch } from './kept-objects.ts';
import { hasPlaceholders } from './placeholders.ts';
import { type OrderedService, orderedServices } from './prerequisites.ts';
import { serviceFolder, type Target } from './target.ts';

const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const APPLY = 'kustomize.toolkit.fluxcd.io/ssa';

/**
 * The Kustomizations by which Flux applies the services of an environment, in start order: each once those are ready that it needs
 * at start. What Flux applied and the repository no longer says is pruned, but for namespaces and claims.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export function fluxKustomizations(target: Target<FluxGitOps>): readonly IKustomization[] {
  return orderedServices(target.stack, target.environment.name).map((service) => ofService(service, target));
}

/** The Kustomization by which Flux applies what is of the whole stack. Nothing waits for it: services are complete without. */
export function fluxStackKustomization(target: Target<FluxGitOps>): IKustomization {
  const { environment, names, trees, folder } = target;
  const text = `The ClusterNetworkPolicy of the stack in ${environment.name}. Nothing waits for it.`;
  return comment(text, kustomization(names.policy, `${trees}/${folder}/stack`, {}, target));
}

function ofService({ service, after }: OrderedService, target: Target<FluxGitOps>): IKustomization {
  const { environment, options, names } = target;
  const dependsOn = after.map(({ service: other, why }) => comment(why, { name: names.of(other) }));
  const healthCheckExprs = [...healthCheckExpressions(service, options.healthCheckExprs)];
  const own = {
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    ...(healthCheckExprs.length === 0 ? {} : { healthCheckExprs }),
    patches: patchesOf(service, environment),
  };
  const made = kustomization(names.of(service), serviceFolder(target, service.name), own, target);
  const waits = dependsOn.length === 0 ? 'which waits for no other service' : 'once those are ready that it depends on';
  return comment(`${service.name} in ${environment.name}, ${waits}.`, made);
}

type Spec = NonNullable<IKustomization['spec']>;

function kustomization(name: string, path: string, own: Partial<Spec>, target: Target<FluxGitOps>): IKustomization {
  const { environment, options } = target;
  const { namespace, interval, retryInterval, timeout, sourceRef } = options;
  const { dependsOn, ...others } = own;
  const spec: Spec = {
    ...(dependsOn === undefined ? {} : { dependsOn }),
    interval,
    retryInterval,
    timeout,
    sourceRef: { kind: 'GitRepository', ...sourceRef },
    path: `./${path}`,
    prune: true,
    wait: true,
    ...(environment.production ? { deletionPolicy: 'Orphan' as const } : {}),
    ...others,
    ...options.spec,
  };
  const comments = environment.production ? { deletionPolicy: 'What it applied stays when this object goes.' } : {};
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace },
    spec: commentKeys(spec, comments),
  };
}

function patchesOf(service: Contract, environment: Environment): KustomizePatch[] {
  return [
    comment(
      'Neither is pruned: with a namespace goes all in it, with a claim its data.',
      annotationPatch(KEPT_KINDS, PRUNE, 'disabled'),
    ),
    ...(hasPlaceholders(service, environment)
      ? [
          comment(
            'Placeholders are applied where there is no Secret yet, and never over real values.',
            annotationPatch('Secret', APPLY, 'IfNotPresent'),
          ),
        ]
      : []),
  ];
}
