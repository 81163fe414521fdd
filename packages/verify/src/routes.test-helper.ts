/** The shop of `testing.ts` with routes, as the rules on routes judge it. */
import type { DeclaredRoute, DeclaredRoutes } from './declared-route.ts';
import { type Json, object, shop } from './testing.ts';

const CONTROLLER = { namespace: 'ingress-nginx', pods: { app: 'nginx' } };

/** A rule of an Ingress: a host, and a path of it that leads to a port of a Service. */
export function ingressRule(host: string | undefined, path: string, service: Json, pathType = 'Prefix'): Json {
  return { ...(host === undefined ? {} : { host }), http: { paths: [{ path, pathType, backend: { service } }] } };
}

/** An Ingress in the namespace of the shop. */
export function ingress(rules: readonly Json[], fields: Json = {}, name = 'shop', namespace = 'mall'): Json {
  return object('networking.k8s.io/v1', 'Ingress', namespace, name, { spec: { rules, ...fields } });
}

const GATEWAY = { name: 'web', namespace: 'gateways' };

/** An HTTPRoute in the namespace of the shop. */
export function httpRoute(
  hostnames: readonly string[],
  rules: readonly Json[],
  fields: Json = {},
  name = 'shop',
): Json {
  const spec = { parentRefs: [GATEWAY], hostnames, rules, ...fields };
  return object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'mall', name, { spec });
}

/** A rule of an HTTPRoute for paths that begin with one. */
export function httpRule(path: string, backend: Json): Json {
  return { matches: [{ path: { type: 'PathPrefix', value: path } }], backendRefs: [backend] };
}

/** The port of the Service of the shop, as an Ingress names it. */
export const TO_SHOP: Json = { name: 'shop', port: { number: 80 } };

/** The shop and other objects. */
export function shopAnd(...objects: readonly Json[]): Json[] {
  return [...shop, ...objects];
}

const ROUTE: DeclaredRoute = {
  kind: 'Ingress',
  namespace: 'mall',
  name: 'shop',
  host: 'shop.example.com',
  path: '/',
  pathType: 'Prefix',
  service: 'shop',
  port: { name: 'http', number: 80 },
  why: 'customers',
};

/** What is declared: one route to the shop, but for some of its parts; `undefined` for none. */
export function declared(parts: Partial<DeclaredRoute> | undefined): { readonly declaredRoutes: DeclaredRoutes } {
  return { declaredRoutes: { controller: CONTROLLER, routes: parts === undefined ? [] : [{ ...ROUTE, ...parts }] } };
}
