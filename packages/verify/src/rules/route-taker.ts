import { fieldsOf, listOf, nonEmptyTextOf, textOf } from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import { builtRoutes, keyOfRequests } from '../built-routes.ts';
import type { BuiltStack } from '../built-stack.ts';
import type { RouteTaker } from '../declared-route.ts';
import type { StackRule, StackViolation } from '../rule.ts';

type Code = 'class-differs' | 'gateway-differs' | 'host-without-tls';

/**
 * The Ingresses of declared routes are of the IngressClass that their environment says, and their HTTPRoutes are attached to its Gateway.
 * Where the environment has an issuer, each host of an Ingress has a certificate.
 *
 * Why: another controller takes the requests, or none; without a certificate of its host, browsers refuse the connection.
 *
 * @example
 * # declared: routes are attached to the Gateway public of gateway-system
 * apiVersion: gateway.networking.k8s.io/v1
 * kind: HTTPRoute
 * spec:
 *   parentRefs: [{ name: publik, namespace: gateway-system }]
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways
 */
export const routeTaker: StackRule<Code> = {
  name: 'route-taker',
  severity: 'error',
  *check(stack) {
    const taker = stack.declaredRoutes?.taker;
    if (taker === undefined) return;
    for (const object of declaredObjects(stack)) {
      if ('gateway' in taker) yield* gatewayViolations(object, taker);
      else yield* [...classViolations(object, taker), ...hostsWithoutTls(object, taker)];
    }
  },
};

/** The objects of the build that have a declared route. */
function declaredObjects(stack: BuiltStack): ReadonlySet<BuiltObject> {
  const declared = new Set(stack.declaredRoutes?.routes.map((each) => keyOf(each.kind, each.namespace, each)));
  const own = builtRoutes(stack).filter(({ object: { kind, namespace }, requests }) => {
    return requests !== undefined && declared.has(keyOf(kind, namespace, requests));
  });
  return new Set(own.map(({ object }) => object));
}

function keyOf(kind: string, namespace: string | undefined, requests: Parameters<typeof keyOfRequests>[0]): string {
  return JSON.stringify([kind, namespace, keyOfRequests(requests)]);
}

type IngressTaker = Extract<RouteTaker, { readonly className: string }>;
type GatewayTaker = Extract<RouteTaker, { readonly gateway: object }>;

function* classViolations(object: BuiltObject, { className }: IngressTaker): Generator<StackViolation<Code>> {
  const { spec, metadata } = object.fields;
  const annotation = fieldsOf(fieldsOf(metadata).annotations)['kubernetes.io/ingress.class'];
  const found = nonEmptyTextOf(fieldsOf(spec).ingressClassName) ?? nonEmptyTextOf(annotation);
  if (found === className) return;
  yield {
    code: 'class-differs',
    object,
    field: 'spec.ingressClassName',
    problem: `Its IngressClass is ${found === undefined ? 'not said' : `"${found}"`}, not "${className}", which its environment says.`,
    why: 'Another controller takes its requests, or none.',
    remedy: `Write ingressClassName: ${className}, or emit the app again.`,
  };
}

function* gatewayViolations(object: BuiltObject, { gateway }: GatewayTaker): Generator<StackViolation<Code>> {
  const parents = listOf(fieldsOf(object.fields.spec).parentRefs).map(fieldsOf);
  const isTaker = ({ name, namespace }: Readonly<Record<string, unknown>>) =>
    name === gateway.name && (textOf(namespace) ?? object.namespace) === gateway.namespace;
  if (parents.some(isTaker)) return;
  const index = Math.max(
    parents.findIndex(({ name }) => name === gateway.name),
    0,
  );
  const field = parents[index]?.name === gateway.name ? 'namespace' : 'name';
  yield {
    code: 'gateway-differs',
    object,
    field: parents.length === 0 ? 'spec.parentRefs' : `spec.parentRefs[${index}].${field}`,
    problem: `It is not attached to Gateway ${gateway.name} in ${gateway.namespace}, which its environment says.`,
    why: 'Another Gateway takes its requests, or none.',
    remedy: `Name it: { name: ${gateway.name}, namespace: ${gateway.namespace} }; or emit the app again.`,
  };
}

function* hostsWithoutTls(object: BuiltObject, { tls }: IngressTaker): Generator<StackViolation<Code>> {
  if (!tls) return;
  const spec = fieldsOf(object.fields.spec);
  const covered = listOf(spec.tls).flatMap((each) => listOf(fieldsOf(each).hosts).map((host) => textOf(host) ?? ''));
  for (const [index, rule] of listOf(spec.rules).entries()) {
    const host = nonEmptyTextOf(fieldsOf(rule).host);
    if (host === undefined || covered.some((each) => covers(each, host))) continue;
    yield {
      code: 'host-without-tls',
      object,
      field: `spec.rules[${index}].host`,
      problem: `No certificate of spec.tls is for "${host}".`,
      why: 'Browsers refuse the connection: the controller shows the certificate of another host.',
      remedy: 'Add the host to the hosts of spec.tls, or emit the app again.',
    };
  }
}

/** Whether a host of a certificate, which may begin with `*.`, is for a host. */
function covers(certified: string, host: string): boolean {
  if (certified.toLowerCase() === host.toLowerCase()) return true;
  const dot = host.indexOf('.');
  return (
    certified.startsWith('*.') && dot > 0 && host.slice(dot + 1).toLowerCase() === certified.slice(2).toLowerCase()
  );
}
