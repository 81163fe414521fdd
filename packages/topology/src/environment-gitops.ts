import { dnsLabelProblem, dnsSubdomainProblem, quote } from '@k8s-blocks/manifest';
import { formatNames, nearest, type Problem, Refusal } from '@k8s-blocks/refusal';
import { isObject } from './is-object.ts';
import { unknownOptions } from './unknown-options.ts';

/** What the definition of an environment says of who applies it from the repository. */
export interface GitOpsOption {
  /**
   * The controller that applies the environment from the repository: its objects are emitted below `k8s/gitops`. Default: none;
   * the environment is applied with `kubectl`, or by objects of your own.
   */
  readonly gitops?: 'flux' | FluxOptions | ArgoCdOptions;
}

/**
 * Flux applies the environment: a Kustomization for each service.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface FluxOptions {
  readonly tool: 'flux';
  /** The namespace of its Kustomizations. Default: `flux-system`. */
  readonly namespace?: string;
  /** The source that has this repository. Default: the GitRepository `flux-system`, which `flux bootstrap` makes. */
  readonly sourceRef?: FluxSource;
  /** Where the emitted trees are in the source. Default: the folder to which they are emitted, `k8s`. */
  readonly path?: string;
  /** How often the cluster is compared with the source, also where that did not change. Default: `10m`. */
  readonly interval?: string;
  /** How long after a failure it is tried again. Default: `1m`. */
  readonly retryInterval?: string;
  /** How long a service may take until it is ready. Default: `5m`. */
  readonly timeout?: string;
  /** How Flux tells that custom resources are ready, of kinds whose status it does not understand. Default: none. */
  readonly healthCheckExprs?: readonly HealthCheckExpression[];
  /** More fields of the spec of each Kustomization, such as `serviceAccountName`. Default: none. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The object from which Flux fetches the repository. */
export interface FluxSource {
  /** Default: `GitRepository`. */
  readonly kind?: (typeof SOURCES)[number];
  readonly name: string;
  /** Default: that of the Kustomizations. */
  readonly namespace?: string;
}

/**
 * How Flux tells the state of custom resources of a kind, in CEL.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions
 */
export interface HealthCheckExpression {
  readonly apiVersion: string;
  readonly kind: string;
  /** Whether it is ready. */
  readonly current: string;
  readonly inProgress?: string;
  readonly failed?: string;
}

/**
 * Argo CD applies the environment: an Application for each service, and one that applies these, wave by wave.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/
 */
export interface ArgoCdOptions {
  readonly tool: 'argocd';
  /** The URL of this repository, as Argo CD fetches it. */
  readonly repoURL: string;
  /** The branch, tag or commit that is applied. Default: `HEAD`, the default branch. */
  readonly targetRevision?: string;
  /** The namespace of Argo CD, and of its Applications. Default: `argocd`. */
  readonly namespace?: string;
  /** The project of the Applications, which must allow the repository and the namespaces. Default: `default`. */
  readonly project?: string;
  /** The cluster of the environment, by its URL or its name in Argo CD. Default: the cluster in which Argo CD is. */
  readonly destination?: { readonly server: string } | { readonly name: string };
  /** Where the emitted trees are in the repository. Default: the folder to which they are emitted, `k8s`. */
  readonly path?: string;
  /** More fields of the spec of each service's Application. Default: none. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The same of an environment, with its defaults filled in. */
export type EnvironmentGitOps = FluxGitOps | ArgoCdGitOps;

/** {@link FluxOptions} with the defaults filled in, but for the path. */
export type FluxGitOps = Required<Omit<FluxOptions, 'path'>> & Pick<FluxOptions, 'path'>;

/** {@link ArgoCdOptions} with the defaults filled in, but for the path. */
export type ArgoCdGitOps = Required<Omit<ArgoCdOptions, 'path'>> & Pick<ArgoCdOptions, 'path'>;

const SOURCES = ['GitRepository', 'OCIRepository', 'Bucket', 'ExternalArtifact'] as const;

const TOOLS = ['flux', 'argocd'] as const;

const FLUX: Readonly<Record<keyof FluxOptions, true>> = {
  tool: true,
  namespace: true,
  sourceRef: true,
  path: true,
  interval: true,
  retryInterval: true,
  timeout: true,
  healthCheckExprs: true,
  spec: true,
};

const ARGO_CD: Readonly<Record<keyof ArgoCdOptions, true>> = {
  tool: true,
  repoURL: true,
  targetRevision: true,
  namespace: true,
  project: true,
  destination: true,
  path: true,
  spec: true,
};

/** A duration as Go writes it, in the units that Flux takes. */
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;

/**
 * Who applies an environment from the repository, if anybody does.
 *
 * @throws Refusal if the tool is not known, an option is unknown or not valid, or one that has no default is missing.
 */
export function environmentGitOps({ gitops }: GitOpsOption): { readonly gitops?: EnvironmentGitOps } {
  if (gitops === undefined) return {};
  // The types are not checked when an app is emitted: the word may be another, and the object none.
  const options = typeof gitops === 'string' ? { tool: gitops } : gitops;
  if (!isObject(options)) throw new Refusal(withoutTool());
  const { tool }: { readonly tool?: unknown } = options;
  if (tool === undefined) throw new Refusal(withoutTool());
  if (options.tool === 'flux') return { gitops: flux(options) };
  if (options.tool === 'argocd') return { gitops: argoCd(options) };
  throw new Refusal(unknownTool(tool));
}

function flux(options: FluxOptions): FluxGitOps {
  const { namespace = 'flux-system', sourceRef = { name: 'flux-system' }, path } = options;
  const { interval = '10m', retryInterval = '1m', timeout = '5m', healthCheckExprs = [], spec = {} } = options;
  refuse([
    ...unknownOptions(options, FLUX),
    ...nameProblems('namespace', namespace, dnsLabelProblem, "such as 'flux-system'"),
    ...sourceProblems(sourceRef.kind),
    ...nameProblems('sourceRef.name', sourceRef.name, dnsSubdomainProblem, "such as 'flux-system'"),
    ...nameProblems('sourceRef.namespace', sourceRef.namespace ?? namespace, dnsLabelProblem, "such as 'flux-system'"),
    ...pathProblems(path),
    ...Object.entries({ interval, retryInterval, timeout }).flatMap(([field, value]) => durationProblems(field, value)),
    ...healthCheckExprs.flatMap((each, index) => expressionProblems(each, index)),
  ]);
  const own = { namespace, sourceRef, interval, retryInterval, timeout, healthCheckExprs, spec };
  return { tool: 'flux', ...own, ...(path === undefined ? {} : { path }) };
}

function argoCd(options: ArgoCdOptions): ArgoCdGitOps {
  const { repoURL, targetRevision = 'HEAD', namespace = 'argocd', project = 'default', path, spec = {} } = options;
  const { destination = { server: 'https://kubernetes.default.svc' } } = options;
  refuse([
    ...unknownOptions(options, ARGO_CD),
    ...textProblems(
      'repoURL',
      repoURL,
      "as Argo CD fetches it: { tool: 'argocd', repoURL: 'https://example.com/shop.git' }",
    ),
    ...textProblems('targetRevision', targetRevision, "such as 'main'"),
    ...nameProblems('namespace', namespace, dnsLabelProblem, "such as 'argocd'"),
    ...nameProblems('project', project, dnsSubdomainProblem, "such as 'default'"),
    ...pathProblems(path),
    ...destinationProblems(destination),
  ]);
  const own = { repoURL, targetRevision, namespace, project, destination, spec };
  return { tool: 'argocd', ...own, ...(path === undefined ? {} : { path }) };
}

function refuse(problems: readonly Problem[]): void {
  const located = problems.map((problem) => ({ ...problem, field: `gitops.${problem.field}` }));
  if (located.length > 0) throw new Refusal(located);
}

function withoutTool(): Problem {
  const remedy = "Give 'flux', or { tool: 'argocd', repoURL: 'https://example.com/shop.git' }.";
  return { field: 'gitops', problem: 'It does not say which tool applies the environment.', remedy };
}

function unknownTool(tool: unknown): Problem {
  const meant = nearest(String(tool), TOOLS);
  const remedy = meant === undefined ? `Give one of ${formatNames(TOOLS)}.` : `Did you mean "${meant}"?`;
  return { field: 'gitops', problem: `${quote(String(tool))} is not a tool whose objects are emitted.`, remedy };
}

function nameProblems(
  field: string,
  name: unknown,
  problemOf: (name: string) => string | undefined,
  hint: string,
): Problem[] {
  const problem = typeof name === 'string' ? problemOf(name) : 'It is missing, or no text.';
  return problem === undefined ? [] : [{ field, problem, remedy: `Give its name, ${hint}.` }];
}

function sourceProblems(kind: unknown): Problem[] {
  if (kind === undefined || SOURCES.some((each) => each === kind)) return [];
  const problem = `${quote(String(kind))} is not a kind of sources of Flux.`;
  return [{ field: 'sourceRef.kind', problem, remedy: `Give one of ${formatNames(SOURCES)}.` }];
}

function textProblems(field: string, text: unknown, hint: string): Problem[] {
  if (typeof text === 'string' && text !== '' && !/\s/.test(text)) return [];
  const problem = text === undefined ? 'It is missing.' : 'It is empty, has white space, or is no text.';
  return [{ field, problem, remedy: `Give it ${hint}.` }];
}

function pathProblems(path: unknown): Problem[] {
  if (path === undefined) return [];
  const steps = typeof path === 'string' ? path.replace(/^\.\//, '').split('/') : [''];
  if (steps.every((step) => step !== '' && step !== '.' && step !== '..' && !/\s/.test(step))) return [];
  const remedy = 'Give the folder of the emitted trees from the top of the repository, such as "k8s".';
  return [{ field: 'path', problem: `${quote(String(path))} is not a folder of the repository.`, remedy }];
}

function durationProblems(field: string, duration: unknown): Problem[] {
  if (typeof duration === 'string' && DURATION.test(duration)) return [];
  const problem = `${quote(String(duration))} is not a duration.`;
  return [{ field, problem, remedy: 'Give numbers with the units ms, s, m or h, such as "10m" or "1h30m".' }];
}

function expressionProblems(expression: HealthCheckExpression, index: number): Problem[] {
  const { apiVersion, kind, current } = expression;
  const missing = Object.entries({ apiVersion, kind, current }).filter(([, text]) => typeof text !== 'string');
  return missing.map(([name]) => ({
    field: `healthCheckExprs[${index}].${name}`,
    problem: 'It is missing, or no text.',
    remedy: "Give the kind, and in CEL when it is ready: current: 'status.ready == true'.",
  }));
}

function destinationProblems(destination: unknown): Problem[] {
  const texts = isObject(destination) ? Object.entries(destination) : [];
  const [first, ...others] = texts;
  const isOne = first !== undefined && others.length === 0 && ['server', 'name'].includes(first[0]);
  if (isOne && typeof first[1] === 'string' && first[1] !== '') return [];
  const remedy = "Give one of both: { server: 'https://kubernetes.default.svc' } or { name: 'in-cluster' }.";
  return [{ field: 'destination', problem: 'It does not name one cluster.', remedy }];
}
