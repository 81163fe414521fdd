import { existenceOf } from '@k8s-blocks/findings';
import { formatReference, shortName } from '@k8s-blocks/manifest';
import { explain, type Protocol, type Service, type ServicePort } from '@k8s-blocks/reachability';
import { formatList, formatNames, nearest } from '@k8s-blocks/refusal';
import { type Backend, type BuiltRoute, builtRoutes } from '../built-routes.ts';
import type { BuiltStack } from '../built-stack.ts';
import { isOnPort } from '../connection.ts';
import { dueToTarget } from '../declared-target.ts';
import { includes } from '../party.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import { endpointsOf } from '../witness.ts';

type Code = 'service-missing' | 'port-missing' | 'controller-denied';

const PROTOCOL: Protocol = 'TCP';

/**
 * An Ingress, an HTTPRoute or another route of the Gateway API leads to a Service and a port that exist; and, where it is known
 * who brings the requests, to pods that let it in. Services of namespaces outside of the build are not looked for.
 *
 * Why: whoever asks gets an error: 404, 502, 503 or a timeout.
 *
 * @example
 * apiVersion: networking.k8s.io/v1
 * kind: Ingress
 * spec:
 *   rules:
 *     - host: shop.example.com
 *       http:
 *         paths:
 *           - path: /
 *             pathType: Prefix
 *             backend: { service: { name: shop, port: { name: wbe } } } # the Service has the port web
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional
 */
export const routeBackend: StackRule<Code> = {
  name: 'route-backend',
  severity: 'error',
  *check(stack) {
    const seen = new Set<string>();
    for (const { object, backends } of builtRoutes(stack)) {
      for (const backend of backends) {
        // Several hosts and paths may lead to one backend.
        const key = `${object.title} ${backend.field}`;
        if (!seen.has(key)) yield* backendViolations(stack, object, backend);
        seen.add(key);
      }
    }
  },
};

const WHY = 'Whoever asks gets an error.';

function* backendViolations(
  stack: BuiltStack,
  object: BuiltRoute['object'],
  backend: Backend,
): Generator<StackViolation<Code>> {
  const { namespace, service: name, field, portField, port: asked } = backend;
  if (!stack.namespaces.has(namespace)) return;
  const title = formatReference({ kind: 'Service', name, namespace }, { withNamespace: true });
  const service = stack.service(namespace, name);
  if (service === undefined) {
    const others = stack.cluster.services.filter((each) => each.namespace === namespace).map((each) => each.name);
    const meant = nearest(name, others);
    const remedy =
      meant === undefined ? `It has ${formatNames(others)}. Name one of them.` : `Did you mean "${meant}"?`;
    const dueTo = [existenceOf({ kind: 'Service', namespace, name })];
    yield { code: 'service-missing', object, field, problem: `There is no ${title}.`, why: WHY, remedy, dueTo };
    return;
  }
  if (service.externalName !== undefined || asked === undefined) return;
  const port = service.ports.find((each) => (typeof asked === 'number' ? each.port : each.name) === asked);
  if (port === undefined) {
    const problem = `${title} has no port ${shortName(String(asked))}.`;
    const remedy = `Use one of ${formatPorts(service, asked)}.`;
    yield { code: 'port-missing', object, field: portField, problem, why: WHY, remedy };
    return;
  }
  yield* denials(stack, object, backend, service, port);
}

/** What an HTTPRoute can name is the number alone. */
function formatPorts({ ports }: Service, asked: number | string): string {
  return formatList(ports, ({ name, port }) =>
    typeof asked === 'number' ? String(port) : name === undefined ? `number: ${port}` : `"${shortName(name)}"`,
  );
}

/** The pods that do not let the controller in. If the connection is declared, its own rule says why it does not work. */
function* denials(
  stack: BuiltStack,
  object: BuiltRoute['object'],
  { portField }: Backend,
  service: Service,
  { port }: ServicePort,
): Generator<StackViolation<Code>> {
  const { declaredRoutes, evaluator, connections = [] } = stack;
  if (declaredRoutes === undefined) return;
  for (const from of endpointsOf(declaredRoutes.controller, stack)) {
    const { endpoints } = evaluator.verdictToService(from, service, port, PROTOCOL);
    const [denied, ...others] = endpoints.filter((verdict) => {
      const isDeclared = connections.some(
        (each) => isOnPort(each, verdict.port, PROTOCOL) && includes(each.from, from) && includes(each.to, verdict.to),
      );
      return !verdict.allowed && !isDeclared;
    });
    if (denied === undefined) continue;
    const remedy =
      'Declare the route: connection(internet, …, { host, path }); or lead it to a port that is open to its controller.';
    const dueTo = others.length > 0 ? [] : dueToTarget(stack, service, port, denied);
    yield { code: 'controller-denied', object, field: portField, problem: explain(denied), why: WHY, remedy, dueTo };
    return;
  }
}
