import { dnsSubdomainProblem, parseIpAddress } from '@k8s-blocks/manifest';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { formViolations } from '../value-form.ts';
import { type FieldViolation, invalid, quote, type Violations } from '../violation.ts';

type Ingress = Loose<IIngress>;
type Spec = NonNullable<Ingress['spec']>;
type Backend = NonNullable<Spec['defaultBackend']>;
type Path = NonNullable<NonNullable<NonNullable<Spec['rules']>[number]['http']>['paths']>[number];

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const HOST_REMEDY = 'Give a DNS name in lower case, such as "shop.example.com" or "*.example.com".';

/**
 * An Ingress leads somewhere: it has rules or a default backend. Hosts are DNS names, paths are absolute, and a backend is either
 * a port of a Service, by name or by number, or a resource.
 *
 * @example
 * spec:
 *   rules:
 *     - host: Shop.example.com # upper case
 *       http:
 *         paths:
 *           - path: shop # no "/" before it
 *             pathType: Prefix
 *             backend: { service: { name: shop } } # no port
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export const ingress = typeRule<IIngress>('ingress', 'networking/v1.Ingress', function* ({ metadata, spec = {} }) {
  const { rules = [], tls = [], defaultBackend, ingressClassName } = spec;
  yield* classViolations(metadata?.annotations?.[CLASS_ANNOTATION], ingressClassName);
  if (rules.length === 0 && defaultBackend === undefined) {
    const problem = 'The Ingress has neither rules nor a defaultBackend.';
    yield { field: 'spec', problem, remedy: 'Give it one of them.' };
  }
  if (defaultBackend !== undefined) yield* backendViolations(defaultBackend, 'spec.defaultBackend');
  for (const [index, { host = '', http }] of rules.entries()) {
    const field = `spec.rules[${index}]`;
    if (host !== '') yield* invalid(`${field}.host`, ruleHostProblem(host), HOST_REMEDY);
    for (const [at, path] of (http?.paths ?? []).entries()) yield* pathViolations(path, `${field}.http.paths[${at}]`);
  }
  for (const [index, { hosts = [] }] of tls.entries()) {
    for (const [at, host] of hosts.entries()) {
      yield* invalid(`spec.tls[${index}].hosts[${at}]`, hostProblem(host), HOST_REMEDY);
    }
  }
});

function* classViolations(annotation: string | undefined, className: string | undefined): Violations {
  if (annotation === undefined || className === undefined || annotation === className) return;
  const problem = `The annotation names the class ${quote(annotation)}, and ingressClassName ${quote(className)}.`;
  const field = `metadata.annotations["${CLASS_ANNOTATION}"]`;
  yield { field, problem, remedy: 'Keep ingressClassName alone.' };
}

function ruleHostProblem(host: string): string | undefined {
  return parseIpAddress(host) === undefined ? hostProblem(host) : `${quote(host)} is an IP address, not a DNS name.`;
}

function hostProblem(host: string): string | undefined {
  if (!host.includes('*')) return dnsSubdomainProblem(host);
  if (host.startsWith('*.') && dnsSubdomainProblem(host.slice(2)) === undefined) return undefined;
  return `${quote(host)} is not "*." before a DNS name in lower case.`;
}

/** An exact path and a prefix are compared literally, so that the server refuses what a client would have rewritten. */
function* pathViolations({ path = '', pathType, backend }: Path, field: string): Violations {
  const isLiteral = pathType === 'Exact' || pathType === 'Prefix';
  if (path !== '' || isLiteral) yield* formViolations(`${field}.path`, path, 'absolute-path');
  if (isLiteral) yield* invalid(`${field}.path`, rewrittenProblem(path), 'Write the path as a client asks for it.');
  if (backend !== undefined) yield* backendViolations(backend, `${field}.backend`);
}

const REWRITTEN = ['//', '/./', '/../', '%2f', '%2F'];
const REWRITTEN_ENDS = ['/..', '/.'];

function rewrittenProblem(path: string): string | undefined {
  const part = REWRITTEN.find((each) => path.includes(each)) ?? REWRITTEN_ENDS.find((each) => path.endsWith(each));
  return part === undefined ? undefined : `${quote(path)} holds "${part}", which no path of a request has.`;
}

function* backendViolations({ service, resource }: Backend, field: string): Generator<FieldViolation> {
  if (service !== undefined && resource !== undefined) {
    const problem = 'The backend is both a service and a resource.';
    yield { field, problem, remedy: 'Keep one of them.' };
  } else if (resource !== undefined) {
    const { apiGroup, kind = '', name = '' } = resource;
    if (apiGroup !== undefined) yield* formViolations(`${field}.resource.apiGroup`, apiGroup, 'dns-subdomain');
    yield* formViolations(`${field}.resource.kind`, kind, 'path-segment');
    yield* formViolations(`${field}.resource.name`, name, 'path-segment');
  } else if (service !== undefined) {
    const { name = '', number = 0 } = service.port ?? {};
    if (name !== '' && number !== 0) {
      const problem = 'The backend has both the name and the number of a port.';
      yield { field, problem, remedy: 'Keep one of them.' };
    } else if (name === '' && number === 0) {
      const problem = 'The backend has no port.';
      const remedy = 'Give service.port a name or a number.';
      yield { code: 'FieldValueRequired', field, problem, remedy };
    }
  } else {
    yield { field, problem: 'The backend is neither a service nor a resource.', remedy: 'Name a service.' };
  }
}
