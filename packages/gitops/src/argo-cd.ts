import { comment, commentKeys } from '@k8s-blocks/comments';
import type { ArgoCdGitOps, Contract, Environment } from '@k8s-blocks/topology';
import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { annotationPatch, KEPT_KINDS } from './kept-objects.ts';
import { hasPlaceholders } from './placeholders.ts';
import { type OrderedService, orderedServices } from './prerequisites.ts';
import { serviceFolder, type Target } from './target.ts';

/** The cluster in which Argo CD is. */
const IN_CLUSTER = 'https://kubernetes.default.svc';

/** With it, what an Application applied is removed before the Application. */
const REMOVES_OBJECTS = 'resources-finalizer.argocd.argoproj.io/foreground';

/**
 * The Applications by which Argo CD applies the services of an environment, in start order, each in the wave after those that it
 * needs at start. What Argo CD applied and the repository no longer says is pruned, but for namespaces and claims.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export function serviceApplications(target: Target<ArgoCdGitOps>): readonly IApplication[] {
  return orderedServices(target.stack, target.environment.name).map((service) => ofService(service, target));
}

/**
 * The Application that applies the others, wave by wave.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/#app-of-apps-pattern
 */
export function rootApplication(target: Target<ArgoCdGitOps>): IApplication {
  const { environment, names, options, trees, folder } = target;
  // Where the Applications are, and not what they apply.
  const destination = { server: IN_CLUSTER, namespace: options.namespace };
  return comment(
    `What has Argo CD apply the stack in ${environment.name}: the Applications of its services, wave by wave.`,
    application(names.all, { path: `${trees}/${folder}/applications` }, { destination }, target),
  );
}

/** The Application of what is of the whole stack. It is in the last wave: services are complete without. */
export function stackApplication(target: Target<ArgoCdGitOps>): IApplication {
  const { stack, environment, names, options, trees, folder } = target;
  const waves = orderedServices(stack, environment.name).map(({ wave }) => wave);
  return comment(
    `The ClusterNetworkPolicy of the stack in ${environment.name}. Nothing waits for it.`,
    inWave(
      Math.max(...waves) + 1,
      application(names.policy, { path: `${trees}/${folder}/stack` }, options.spec, target),
    ),
  );
}

function ofService({ service, after, wave }: OrderedService, target: Target<ArgoCdGitOps>): IApplication {
  const { environment, names, options } = target;
  const kept = comment(
    'Neither is removed: with a namespace goes all in it, with a claim its data.',
    annotationPatch(KEPT_KINDS, 'argocd.argoproj.io/sync-options', 'Prune=false,Delete=false'),
  );
  const source = { path: serviceFolder(target, service.name), kustomize: { patches: [kept] } };
  const own = {
    destination: { ...options.destination, namespace: environment.namespaceName(service.namespace) },
    ...placeholders(service, environment),
    ...options.spec,
  };
  const reasons = after.map(({ service: other, why }) => `\n  ${other.name}: ${why}`);
  const waits =
    reasons.length === 0 ? 'which waits for no other service.' : `once these are healthy:${reasons.join('')}`;
  return comment(
    `${service.name} in ${environment.name}, ${waits}`,
    inWave(wave, application(names.of(service), source, own, target)),
  );
}

type Spec = NonNullable<IApplication['spec']>;

function application(
  name: string,
  source: NonNullable<Spec['source']> | { readonly path: string },
  own: Partial<Spec>,
  { environment, options }: Target<ArgoCdGitOps>,
): IApplication {
  const { repoURL, targetRevision, namespace, project, destination } = options;
  const { ignoreDifferences, ...others } = own;
  // Fields that are ignored are only left as they are with the second option.
  const respects = ignoreDifferences === undefined ? [] : ['RespectIgnoreDifferences=true'];
  const spec: Spec = {
    project,
    source: { repoURL, targetRevision, ...source },
    destination,
    ...(ignoreDifferences === undefined ? {} : { ignoreDifferences }),
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      syncOptions: ['ServerSideApply=true', 'CreateNamespace=false', ...respects],
      retry: { limit: 5, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
    },
    ...others,
  };
  const finalizers = environment.production ? {} : { finalizers: [REMOVES_OBJECTS] };
  const metadata = commentKeys(
    { name, namespace, ...finalizers },
    environment.production ? {} : { finalizers: 'What it applied goes with this object.' },
  );
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata, spec };
}

/** Text, as all annotations are: Argo CD passes over a number. */
function inWave(wave: number, made: IApplication): IApplication {
  const { metadata } = made;
  return { ...made, metadata: { ...metadata, annotations: { 'argocd.argoproj.io/sync-wave': String(wave) } } };
}

/** Placeholders are applied where there is no Secret yet, and never over real values. */
function placeholders(service: Contract, environment: Environment): Partial<Spec> {
  if (!hasPlaceholders(service, environment)) return {};
  const ofSecrets = comment('Placeholders are applied where there is no Secret yet, and never over real values.', {
    kind: 'Secret',
    jsonPointers: ['/data', '/stringData'],
  });
  return { ignoreDifferences: [ofSecrets] };
}
