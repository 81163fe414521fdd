import { checkLabels } from '@k8s-blocks/labels';
import { dnsLabelProblem, dnsSubdomainProblem, quote } from '@k8s-blocks/manifest';
import { formatNames, nearest, type Problem, Refusal } from '@k8s-blocks/refusal';
import { isObject } from './is-object.ts';
import type { Outside } from './outside.ts';

/** The pods through which the requests of routes come. */
export interface ControllerPods {
  readonly namespace: string;
  /** Labels that select them. Default: all of the namespace. */
  readonly pods?: Readonly<Record<string, string>>;
}

/** What the routes of both kinds have. */
interface CommonRoutes {
  /**
   * Through whom requests come, whom policies let in: the pods of the controller; or, where a load balancer outside of the
   * cluster calls the pods itself, its network.
   */
  readonly controller: ControllerPods | Outside;
  /** The DNS domain that hosts are below: `staging.example.com`. */
  readonly domain: string;
  /** Annotations on every route, such as those of the controller. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Routes as Ingresses. */
export interface IngressRoutes extends CommonRoutes {
  readonly kind: 'Ingress';
  /** The IngressClass: `nginx`. */
  readonly className: string;
  /**
   * Who issues the certificates: a ClusterIssuer of cert-manager by its name, or an Issuer of each service's namespace. Default:
   * nobody, and the routes have no TLS of their own.
   *
   * @see https://cert-manager.io/docs/usage/ingress/
   */
  readonly issuer?: string | { readonly kind: 'Issuer' | 'ClusterIssuer'; readonly name: string };
}

/** Routes as HTTPRoutes of the Gateway API. TLS is that of the Gateway. */
export interface GatewayRoutes extends CommonRoutes {
  readonly kind: 'HTTPRoute';
  /**
   * The Gateway that they are attached to; of its listeners the one that `sectionName` names. Default: all that allow them. Its
   * `allowedRoutes` must include the namespaces of the services.
   *
   * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways
   */
  readonly gateway: { readonly name: string; readonly namespace: string; readonly sectionName?: string };
}

/** How an environment makes the objects of its routes. */
export type EnvironmentRoutes = IngressRoutes | GatewayRoutes;

const KINDS = ['Ingress', 'HTTPRoute'];

/**
 * Checked at run time too, since tsx and Node run TypeScript without checking its types.
 *
 * @throws Refusal if a part is missing, or is one that Kubernetes would refuse.
 */
export function checkRoutes(routes: EnvironmentRoutes): void {
  const problems = isObject(routes) ? [...commonProblems(routes), ...kindProblems(routes)] : [notAnObject('routes')];
  if (problems.length > 0) throw new Refusal(problems);
  const keys = Object.keys(routes.annotations ?? {}).map((key) => [key, '']);
  checkLabels(Object.fromEntries(keys), 'routes.annotations');
  if ('namespace' in routes.controller) checkLabels(routes.controller.pods ?? {}, 'routes.controller.pods');
}

function commonProblems({ controller, domain }: EnvironmentRoutes): Problem[] {
  const problems = nameProblems('routes.domain', domain, dnsSubdomainProblem, "such as 'staging.example.com'");
  if (!isObject(controller)) return [...problems, notAnObject('routes.controller')];
  if ('party' in controller) return problems;
  const field = 'routes.controller.namespace';
  return [...problems, ...nameProblems(field, controller.namespace, dnsLabelProblem, "such as 'ingress-nginx'")];
}

function kindProblems(routes: EnvironmentRoutes): Problem[] {
  if (routes.kind === 'Ingress') {
    const { className, issuer = 'none' } = routes;
    const name = typeof issuer === 'string' ? issuer : isObject(issuer) ? issuer.name : undefined;
    return [
      ...nameProblems('routes.className', className, dnsSubdomainProblem, "such as 'nginx'"),
      ...nameProblems('routes.issuer', name, dnsSubdomainProblem, "such as 'letsencrypt'"),
    ];
  }
  if (routes.kind === 'HTTPRoute') {
    const { gateway } = routes;
    if (!isObject(gateway)) return [notAnObject('routes.gateway')];
    return [
      ...nameProblems('routes.gateway.name', gateway.name, dnsSubdomainProblem, 'that of the Gateway'),
      ...nameProblems('routes.gateway.namespace', gateway.namespace, dnsLabelProblem, 'that of the Gateway'),
      ...nameProblems('routes.gateway.sectionName', gateway.sectionName ?? 'all', dnsSubdomainProblem, 'of a listener'),
    ];
  }
  return [unknownKind(routes)];
}

function unknownKind({ kind }: { readonly kind?: unknown }): Problem {
  const given = typeof kind === 'string' ? kind : '';
  const meant = nearest(given, KINDS);
  const remedy = meant === undefined ? `Give one of ${formatNames(KINDS)}.` : `Did you mean "${meant}"?`;
  const problem = kind === undefined ? 'It is missing.' : `${quote(String(kind))} is not a kind of routes.`;
  return { field: 'routes.kind', problem, remedy };
}

function nameProblems(
  field: string,
  name: string | undefined,
  problemOf: (name: string) => string | undefined,
  hint: string,
): Problem[] {
  if (name === undefined) return [{ field, problem: 'It is missing.', remedy: `Give it, ${hint}.` }];
  const problem = problemOf(name);
  return problem === undefined ? [] : [{ field, problem, remedy: `Give another, ${hint}.` }];
}

function notAnObject(field: string): Problem {
  const remedy =
    "Give an object, such as { kind: 'Ingress', className: 'nginx', controller: { … }, domain: 'example.com' }.";
  const forController = "Give the pods of the controller, such as { namespace: 'ingress-nginx' }.";
  const forGateway = "Give the Gateway: { name: 'web', namespace: 'gateways' }.";
  const remedies: Readonly<Record<string, string>> = {
    'routes.controller': forController,
    'routes.gateway': forGateway,
  };
  return { field, problem: 'It is missing, or not an object.', remedy: remedies[field] ?? remedy };
}
