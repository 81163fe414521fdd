import {
  type Fields,
  fieldsOf,
  integerOf,
  isAbsent,
  isFields,
  listOf,
  nonEmptyTextOf,
  type ObjectReference,
  shortName,
  textOf,
} from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';

/** Where a route leads: a port of a Service. */
export interface Backend {
  readonly namespace: string;
  readonly service: string;
  /** A number, or a name as only an Ingress has it. Absent if it is not said. */
  readonly port?: number | string;
  /** The field that names the Service, and the one that names the port. */
  readonly field: string;
  readonly portField: string;
}

/** Which requests a route takes. */
export interface Requests {
  /** Empty for all hosts. */
  readonly host: string;
  readonly path: string;
  readonly pathType: 'Prefix' | 'Exact' | 'other';
}

/** A rule of an Ingress, HTTPRoute or another kind of route, for one host and path. */
export interface BuiltRoute {
  readonly object: BuiltObject;
  /** The field of the path, or of the rule where it has none. */
  readonly field: string;
  readonly backends: readonly Backend[];
  /** Absent where others may take the same requests: a canary, a default, a protocol without hosts and paths. */
  readonly requests?: Requests;
  /** Who takes the requests: the classes or Gateways, and what is asked of them besides host and path. */
  readonly takers: readonly string[];
}

/** The routes of the build, of Ingresses and of the kinds of the Gateway API. */
export function builtRoutes(stack: BuiltStack): readonly BuiltRoute[] {
  return stack.memo(findRoutes);
}

/** An API server takes so many hosts of one route at most. Each is judged with each path. */
const MAX_HOSTS = 16;

const GATEWAY_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'];

function findRoutes({ objects }: BuiltStack): readonly BuiltRoute[] {
  return objects.flatMap((object) => {
    const { group, kind } = object.reference;
    if (group === 'networking.k8s.io' && kind === 'Ingress') return ofIngress(object);
    if (group === 'gateway.networking.k8s.io' && GATEWAY_KINDS.includes(kind)) return ofGatewayRoute(object);
    return [];
  });
}

/** The text by which routes are compared: a slash at the end of a prefix means nothing, nor do capitals in a host. */
export function keyOfRequests({ host, path, pathType }: Requests): string {
  return `${pathType} ${host.toLowerCase()}${pathType === 'Prefix' ? path.replace(/\/$/, '') : path}`;
}

/** What a host and path are called in messages: `shop.example.com/cart`. */
export function formatRequests({ host, path }: Requests): string {
  return shortName(`${host === '' ? '*' : host}${path}`);
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/ */
function ofIngress(object: BuiltObject): readonly BuiltRoute[] {
  const spec = fieldsOf(object.fields.spec);
  const annotations = fieldsOf(fieldsOf(object.fields.metadata).annotations);
  const takers = [nonEmptyTextOf(spec.ingressClassName) ?? textOf(annotations['kubernetes.io/ingress.class']) ?? ''];
  const backendsOf = (backend: unknown, field: string) => ingressBackend(object.reference, fieldsOf(backend), field);
  const rules = listOf(spec.rules).flatMap((rule, index) => {
    const { host, http } = fieldsOf(rule);
    return listOf(fieldsOf(http).paths).map((each, number): BuiltRoute => {
      const { path, pathType, backend } = fieldsOf(each);
      const field = `spec.rules[${index}].http.paths[${number}]`;
      const requests: Requests = {
        host: textOf(host) ?? '',
        path: nonEmptyTextOf(path) ?? '/',
        pathType: pathType === 'Prefix' || pathType === 'Exact' ? pathType : 'other',
      };
      const claim = isCanary(annotations) ? {} : { requests };
      return { object, field: `${field}.path`, backends: backendsOf(backend, `${field}.backend`), takers, ...claim };
    });
  });
  const byDefault = backendsOf(spec.defaultBackend, 'spec.defaultBackend');
  if (byDefault.length === 0) return rules;
  return [{ object, field: 'spec.defaultBackend', backends: byDefault, takers }, ...rules];
}

/** An Ingress that takes a part of the requests of another: of ingress-nginx and its kin. */
function isCanary(annotations: Fields): boolean {
  return Object.entries(annotations).some(([key, value]) => key.endsWith('/canary') && value === 'true');
}

function ingressBackend({ namespace = 'default' }: ObjectReference, backend: Fields, field: string): Backend[] {
  if (!isFields(backend.service)) return [];
  const { name, port } = backend.service;
  const service = nonEmptyTextOf(name);
  if (service === undefined) return [];
  const { number, name: portName } = fieldsOf(port);
  const asked = integerOf(number) ?? nonEmptyTextOf(portName);
  const portField = `${field}.service.port.${integerOf(number) === undefined ? 'name' : 'number'}`;
  return [
    { namespace, service, ...(asked === undefined ? {} : { port: asked }), field: `${field}.service.name`, portField },
  ];
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/ */
function ofGatewayRoute(object: BuiltObject): readonly BuiltRoute[] {
  const spec = fieldsOf(object.fields.spec);
  const hosts = listOf(spec.hostnames)
    .slice(0, MAX_HOSTS)
    .map((each) => textOf(each) ?? '');
  const parents = listOf(spec.parentRefs).map((each) => parentOf(object.reference, fieldsOf(each)));
  return listOf(spec.rules).flatMap((rule, index) => {
    const field = `spec.rules[${index}]`;
    const backends = gatewayBackends(object.reference, rule, field);
    if (object.kind !== 'HTTPRoute') return [{ object, field, backends, takers: [] }];
    const { matches } = fieldsOf(rule);
    const all = listOf(matches).length === 0 ? [{}] : listOf(matches).map(fieldsOf);
    return all.flatMap(({ path, ...others }, number) =>
      (hosts.length === 0 ? [''] : hosts).map((host): BuiltRoute => {
        const { type = 'PathPrefix', value } = fieldsOf(path);
        const pathType = type === 'PathPrefix' ? 'Prefix' : type === 'Exact' ? 'Exact' : 'other';
        const requests: Requests = { host, path: nonEmptyTextOf(value) ?? '/', pathType };
        const takers = parents.map((parent) => JSON.stringify([parent, others]));
        const at = listOf(matches).length === 0 ? field : `${field}.matches[${number}].path`;
        // Those of one rule lead to the same: only the first is to name the backends.
        return { object, field: at, backends, takers, requests };
      }),
    );
  });
}

function parentOf({ namespace: own }: ObjectReference, { name, namespace, sectionName, port }: Fields): unknown {
  return [textOf(namespace) ?? own, name, sectionName, port];
}

function gatewayBackends({ namespace: own = 'default' }: ObjectReference, rule: unknown, field: string): Backend[] {
  return listOf(fieldsOf(rule).backendRefs).flatMap((each, index) => {
    const { group, kind, name, namespace, port } = fieldsOf(each);
    const service = nonEmptyTextOf(name);
    const isService = (isAbsent(group) || group === '') && (isAbsent(kind) || kind === 'Service');
    if (!isService || service === undefined) return [];
    const at = `${field}.backendRefs[${index}]`;
    const asked = integerOf(port);
    return [
      {
        namespace: nonEmptyTextOf(namespace) ?? own,
        service,
        ...(asked === undefined ? {} : { port: asked }),
        field: `${at}.name`,
        portField: `${at}.port`,
      },
    ];
  });
}
