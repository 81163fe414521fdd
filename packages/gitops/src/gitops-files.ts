import { comment } from '@k8s-blocks/comments';
import { type KubernetesObject, manifestYaml } from '@k8s-blocks/kustomize';
import { clusterNetworkPolicy, STACK_POLICY_FILE } from '@k8s-blocks/policies';
import type { ArgoCdGitOps, Environment, FluxGitOps, Stack } from '@k8s-blocks/topology';
import { applicationHealth } from './application-health.ts';
import { rootApplication, serviceApplications, stackApplication } from './argo-cd.ts';
import { fluxKustomizations, fluxStackKustomization } from './flux.ts';
import { type Target, targetOf } from './target.ts';

/** Files by their paths below a folder. */
type Files = readonly (readonly [path: string, text: string])[];

/**
 * The objects by which Flux or Argo CD applies the environments that say so, each service once those are ready that it needs at
 * start: path below the root of the trees to text. They lie in `gitops/flux/<environment>` and `gitops/argocd/<environment>`.
 *
 * @param root the folder of the emitted trees, as commands name it: `k8s`. Environments that give no `path` have it there in the
 * repository, too.
 * @throws Refusal if two objects would have one name.
 */
export function gitopsFiles(stack: Stack, root: string): ReadonlyMap<string, string> {
  return new Map(
    Object.values<Environment>(stack.environments).flatMap((environment) => {
      const { gitops, name } = environment;
      if (gitops === undefined || stack.servicesIn(name).length === 0) return [];
      const folder = `gitops/${gitops.tool}/${name}`;
      const files =
        gitops.tool === 'flux'
          ? fluxFiles(targetOf(stack, environment, gitops, root), root)
          : argoCdFiles(targetOf(stack, environment, gitops, root), root);
      return files.map(([path, text]) => [`${folder}/${path}`, text] as const);
    }),
  );
}

function fluxFiles(target: Target<FluxGitOps>, root: string): Files {
  const { environment, folder } = target;
  const head = `The stack in ${environment.name}, which Flux applies from the repository. To have it do so, once:
  kubectl apply --server-side -k ${root}/${folder}`;
  const policy = stackPolicyFiles(target);
  const ofStack = policy.length === 0 ? [] : [['stack.yaml', manifestYaml([fluxStackKustomization(target)])] as const];
  const files: Files = [['services.yaml', manifestYaml(fluxKustomizations(target))], ...ofStack];
  return [['kustomization.yaml', kustomization(head, files)], ...files, ...policy];
}

function argoCdFiles(target: Target<ArgoCdGitOps>, root: string): Files {
  const { environment, folder, options } = target;
  const health = `${root}/${folder}/argocd-cm.yaml`;
  const head = `The stack in ${environment.name}, which Argo CD applies from the repository. To have it do so, once, after what is said
in argocd-cm.yaml:
  kubectl apply --server-side -k ${root}/${folder}`;
  const ofApplications = `What application.yaml applies, wave by wave. Applied by hand, all would start at once.`;
  const policy = stackPolicyFiles(target);
  const ofStack = policy.length === 0 ? [] : [['stack.yaml', manifestYaml([stackApplication(target)])] as const];
  const applications: Files = [['services.yaml', manifestYaml(serviceApplications(target))], ...ofStack];
  const roots: Files = [['application.yaml', manifestYaml([rootApplication(target)])]];
  return [
    ['kustomization.yaml', kustomization(head, roots)],
    ...roots,
    ['argocd-cm.yaml', manifestYaml([applicationHealth(options.namespace, health)])],
    ...inFolder('applications', [['kustomization.yaml', kustomization(ofApplications, applications)], ...applications]),
    ...policy,
  ];
}

/** The ClusterNetworkPolicy of the stack in a folder of its own, without the services; none in an environment without one. */
function stackPolicyFiles({ stack, environment: { name } }: Target): Files {
  const policy = clusterNetworkPolicy(stack, name);
  if (policy === undefined) return [];
  const files: Files = [[STACK_POLICY_FILE, manifestYaml([policy])]];
  return inFolder('stack', [
    ['kustomization.yaml', kustomization(`What is of the whole stack in ${name}.`, files)],
    ...files,
  ]);
}

function inFolder(folder: string, files: Files): Files {
  return files.map(([path, text]) => [`${folder}/${path}`, text]);
}

/** A kustomization of some files beside it. */
function kustomization(head: string, files: Files): string {
  const object = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: files.map(([path]) => path),
  };
  return manifestYaml([comment(head, object satisfies KubernetesObject)]);
}
