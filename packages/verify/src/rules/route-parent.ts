import {
  fieldsOf,
  formatPath,
  formatReference,
  integerOf,
  nonEmptyTextOf,
  referencesOf,
  shortName,
} from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { admitsHosts, admitsKind, admitsNamespace, type Listener, listenersOf } from '../gateway-listeners.ts';
import { referredBy } from '../referred-objects.ts';
import type { StackRule, StackViolation } from '../rule.ts';

type Code =
  | 'gateway-missing'
  | 'listener-missing'
  | 'namespace-not-admitted'
  | 'kind-not-admitted'
  | 'host-not-admitted';

const GATEWAY = 'gateway.networking.k8s.io';
const WHY = 'The route is not attached: who asks gets an error.';

/**
 * A route of the Gateway API is attached to a Gateway of the build by its right name and namespace, and to a listener of it that has the
 * section and port that the route names, and admits its namespace, kind and hosts. A Gateway that is not in the build is not judged,
 * unless the name is that of one in another namespace or differs from one in a letter.
 *
 * Why: the route is not attached, which only its status says.
 *
 * @example
 * # the Gateway web has the listeners http and https, and is in the namespace gateways
 * apiVersion: gateway.networking.k8s.io/v1
 * kind: HTTPRoute
 * metadata: { name: shop, namespace: shop }
 * spec:
 *   parentRefs: [{ name: web, namespace: gateways, sectionName: htps }]
 *
 * @see https://gateway-api.sigs.k8s.io/concepts/api-overview/#attaching-routes-to-gateways
 */
export const routeParent: StackRule<Code> = {
  name: 'route-parent',
  severity: 'error',
  *check(stack) {
    for (const object of stack.objects) {
      if (object.reference.group !== GATEWAY || !object.kind.endsWith('Route')) continue;
      for (const { to, path } of referencesOf(object.fields)) {
        if (to.group !== GATEWAY || to.kind !== 'Gateway') continue;
        const referred = referredBy(stack, to);
        const parent = formatPath(path.slice(0, -1));
        if (referred.is === 'there') yield* attachmentViolations(stack, object, referred.object, parent);
        else if (referred.is !== 'not built') {
          const field = `${parent}.${referred.is === 'elsewhere' ? 'namespace' : 'name'}`;
          const problem = `There is no ${formatReference(to, { withNamespace: true })}.`;
          const remedy = `Did you mean ${referred.meant.title}?`;
          yield { code: 'gateway-missing', object, field, problem, why: WHY, remedy };
        }
      }
    }
  },
};

function* attachmentViolations(
  stack: BuiltStack,
  route: BuiltObject,
  gateway: BuiltObject,
  parent: string,
): Generator<StackViolation<Code>> {
  const listeners = listenersOf(gateway);
  const asked = askedListeners(route, listeners, parent);
  const names = formatNames(listeners.map(({ name }) => name));
  if ('field' in asked) {
    const problem = `${gateway.title} has no listener ${asked.what}.`;
    const remedy = `Its listeners are ${names}.`;
    yield { code: 'listener-missing', object: route, field: asked.field, problem, why: WHY, remedy };
    return;
  }
  const refusal = refusalOf(stack, route, gateway, asked.listeners);
  if (refusal !== undefined) yield { ...refusal, object: route, field: refusal.field ?? parent, why: WHY };
}

/** The listeners that a route asks for; or the field that names one that is not there. */
function askedListeners(route: BuiltObject, listeners: readonly Listener[], parent: string) {
  const index = Number(/\d+/.exec(parent)?.[0]);
  const parents = fieldsOf(route.fields.spec).parentRefs;
  const { sectionName, port } = fieldsOf(Array.isArray(parents) ? parents[index] : undefined);
  const section = nonEmptyTextOf(sectionName);
  const named = listeners.filter(({ name }) => section === undefined || name === section);
  if (named.length === 0 && section !== undefined) {
    return { field: `${parent}.sectionName`, what: `"${shortName(section)}"` };
  }
  const number = integerOf(port);
  const found = named.filter((each) => number === undefined || each.port === number);
  return found.length === 0 && number !== undefined
    ? { field: `${parent}.port`, what: `on port ${number}` }
    : { listeners: found };
}

/** Why none of the listeners takes a route. */
function refusalOf(
  stack: BuiltStack,
  route: BuiltObject,
  gateway: BuiltObject,
  listeners: readonly Listener[],
): { readonly code: Code; readonly problem: string; readonly remedy: string; readonly field?: string } | undefined {
  if (listeners.length === 0) return undefined;
  const ofKind = listeners.filter((each) => admitsKind(each, route.kind));
  if (ofKind.length === 0) {
    const problem = `No listener that it asks of ${gateway.title} takes routes of the kind ${route.kind}.`;
    const remedy = 'Name another listener, or allow the kind in allowedRoutes.kinds of one.';
    return { code: 'kind-not-admitted', problem, remedy };
  }
  const namespace = route.namespace ?? 'default';
  const inNamespace = ofKind.filter((each) => admitsNamespace(stack, gateway, each, namespace));
  if (inNamespace.length === 0) {
    const problem = `No listener that it asks of ${gateway.title} takes routes of "${namespace}".`;
    const remedy = 'Let it in by allowedRoutes.namespaces of the listener: by default those of its own namespace are.';
    return { code: 'namespace-not-admitted', problem, remedy };
  }
  if (inNamespace.some((each) => admitsHosts(each, route))) return undefined;
  const hosts = formatNames(inNamespace.map(({ hostname }) => hostname ?? '*'));
  const problem = `No listener that it asks of ${gateway.title} is for one of its hosts.`;
  return { code: 'host-not-admitted', problem, remedy: `Name a host of ${hosts}.`, field: 'spec.hostnames' };
}
