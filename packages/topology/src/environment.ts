import { checkLabels } from '@k8s-blocks/labels';
import { DEFAULT_CLUSTER_DOMAIN, dnsLabelProblem, dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { type ClusterFacts, type ClusterOptions, clusterFacts } from './environment-cluster.ts';
import { type BaseOptions, isDeployed } from './environment-deployed.ts';
import { type EnvironmentGitOps, environmentGitOps, type GitOpsOption } from './environment-gitops.ts';
import { environmentKubernetes, type KubernetesOption } from './environment-kubernetes.ts';
import { checkMonitoring, type Monitoring } from './environment-monitoring.ts';
import { type EnvironmentNames, environmentNames, type NameOptions } from './environment-names.ts';
import { type EnvironmentPolicies, environmentPolicies, type PolicyOptions } from './environment-policies.ts';
import { checkRoutes, type EnvironmentRoutes } from './environment-routes.ts';
import type { EnvironmentValues, NoValues } from './environment-values.ts';
import { unknownOptions } from './unknown-options.ts';

/** What the definition of an environment may give besides its values. */
export interface EnvironmentOptions extends NameOptions, ClusterOptions, PolicyOptions, KubernetesOption, GitOpsOption {
  /** Annotations on every object of the environment. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Whether it serves real users: `verify` then also reports images without a tag or with the tag `latest`, Secrets
   * among the built objects, and placeholders. Default: false.
   */
  readonly production?: boolean;
  /**
   * Whether Secrets are provided in the cluster, by SealedSecrets, SOPS, External Secrets or by hand. No placeholder Secret
   * is emitted then: applying it would overwrite the real one. Default: false.
   */
  readonly secretsProvided?: boolean;
  /**
   * The DNS domain of its cluster, in which the names of Services end: the kubelet's `clusterDomain`. Default:
   * `cluster.local`.
   *
   * @see https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
   */
  readonly clusterDomain?: string;
  /** How its routes are made: the connections from `internet`. Default: not said, which a base that is not deployed may do. */
  readonly routes?: EnvironmentRoutes | undefined;
  /** How its Prometheus finds what it scrapes. Default: without labels. */
  readonly monitoring?: Monitoring | undefined;
}

/**
 * The definition of an environment. Its values are facts about it that every service may read, such as a region; each
 * environment gives all of them. Default: none.
 */
export type EnvironmentDefinition<Values extends EnvironmentValues = NoValues> = EnvironmentOptions &
  ValuesOption<Values>;

/** The values of an environment: all of them, where base has some. */
export type ValuesOption<Values extends EnvironmentValues> = NoValues extends Values
  ? { readonly values?: OnlyKnown<Values> }
  : { readonly values: Values };

/** Where base has no values, none may be given: without this, TypeScript would let any object pass as the empty type. */
type OnlyKnown<Values> = keyof Values extends never ? Readonly<Record<string, never>> : Values;

/** What an environment is that was made of another, for a change. */
export interface EnvironmentPreview {
  /** The environment that it was made of. Settings, connections and contracts mean it by that name too. */
  readonly of: string;
  /** The names of the services that are deployed in it, of those in the other. */
  readonly services: readonly string[];
}

/** One way in which the whole stack is deployed: base, staging, production. */
export interface Environment<Name extends string = string, Values extends EnvironmentValues = EnvironmentValues>
  extends Required<
      Omit<
        EnvironmentOptions,
        keyof ClusterOptions | keyof PolicyOptions | keyof KubernetesOption | keyof GitOpsOption
      > &
        BaseOptions
    >,
    EnvironmentNames,
    ClusterFacts,
    EnvironmentPolicies,
    KubernetesOption {
  readonly name: Name;
  /** The environment of which it is a region: `prod`, for `prod-eu`. Settings, connections and contracts mean it by both. */
  readonly regionOf?: string;
  /** Its values: `{ region: 'eu-1' }`. */
  readonly values: Values;
  /** Of what it is a preview, with which services alone. Absent: it is none. */
  readonly preview?: EnvironmentPreview;
  /** Who applies it from the repository. Absent: nobody that the map knows of. */
  readonly gitops?: EnvironmentGitOps;
}

const OPTIONS: Readonly<Record<keyof EnvironmentOptions | keyof BaseOptions | 'values', true>> = {
  prefix: true,
  suffix: true,
  namespaces: true,
  annotations: true,
  production: true,
  secretsProvided: true,
  deployed: true,
  clusterDomain: true,
  dns: true,
  apiServer: true,
  nodes: true,
  policies: true,
  clusterNetworkPolicy: true,
  kubernetes: true,
  gitops: true,
  routes: true,
  monitoring: true,
  values: true,
};

/**
 * The environment of that name, with its defaults filled in.
 *
 * @param regionOf the environment of which it is a region. Default: none.
 * @throws Refusal if an option is unknown, the name is not a valid DNS label, Kubernetes would refuse names with its prefix or suffix, its cluster
 * domain is not a valid domain, what it says of its cluster, its version of Kubernetes, its routes, its policies or who applies it is missing or not valid, or it is not
 * deployed and is not base.
 */
export function environment<Name extends string>(
  name: Name,
  definition: EnvironmentDefinition<EnvironmentValues> & BaseOptions,
  regionOf?: string,
): Environment<Name> {
  const { annotations = {}, production = false, secretsProvided = false, values = {} } = definition;
  const { clusterDomain = DEFAULT_CLUSTER_DOMAIN, routes, monitoring } = definition;
  const location = { environment: name };
  const unknown = unknownOptions(definition, OPTIONS);
  if (unknown.length > 0) throw new Refusal(unknown).within(location);
  const nameProblem = dnsLabelProblem(name);
  if (nameProblem !== undefined) throw new Refusal({ ...location, field: 'name', problem: nameProblem });
  const names = environmentNames(name, definition);
  const domainProblem = dnsSubdomainProblem(clusterDomain);
  if (domainProblem !== undefined) {
    const remedy = 'Give the clusterDomain of its kubelets, such as "cluster.local", without a dot at either end.';
    throw new Refusal({ ...location, field: 'clusterDomain', problem: domainProblem, remedy });
  }
  checkAnnotationKeys(annotations, name);
  const cluster = withinEnvironment(name, () => clusterFacts(definition));
  const policies = withinEnvironment(name, () => environmentPolicies(definition));
  const kubernetes = withinEnvironment(name, () => environmentKubernetes(definition));
  const gitops = withinEnvironment(name, () => environmentGitOps(definition));
  withinEnvironment(name, () => {
    if (routes !== undefined) checkRoutes(routes);
    if (monitoring !== undefined) checkMonitoring(monitoring);
  });
  const region = regionOf === undefined ? {} : { regionOf };
  const deployed = isDeployed(name, definition);
  const own = { deployed, annotations, production, secretsProvided, clusterDomain, routes, monitoring };
  return { name, ...region, ...names, ...own, ...cluster, ...policies, ...kubernetes, ...gitops, values };
}

/** Keys of annotations have the syntax of label keys; their values are free. */
function checkAnnotationKeys(annotations: Readonly<Record<string, string>>, environmentName: string): void {
  const keys = Object.fromEntries(Object.keys(annotations).map((key) => [key, '']));
  withinEnvironment(environmentName, () => checkLabels(keys, 'annotations'));
}

/** What a function returns; what it refuses names the environment. */
function withinEnvironment<T>(environment: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof Refusal ? error.within({ environment }) : error;
  }
}
