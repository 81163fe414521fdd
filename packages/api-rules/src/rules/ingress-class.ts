import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import type { IIngressClass } from 'kubernetes-models/networking.k8s.io/v1/IngressClass';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { formViolations } from '../value-form.ts';
import { invalid, quote, required, type Violations } from '../violation.ts';

type Parameters = NonNullable<NonNullable<Loose<IIngressClass>['spec']>['parameters']>;

const PATH = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;
const MAX_LENGTH = 250;

/**
 * The controller of an IngressClass is a path after a domain, and its parameters are in a namespace if their scope is one.
 *
 * @example
 * apiVersion: networking.k8s.io/v1
 * kind: IngressClass
 * metadata: { name: external }
 * spec:
 *   controller: nginx # example.com/nginx
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class
 */
export const ingressClass = typeRule<IIngressClass>(
  'ingress-class',
  'networking/v1.IngressClass',
  function* ({ spec: { controller = '', parameters } = {} }) {
    const remedy = 'Name a controller such as "example.com/ingress-controller".';
    if (controller.length > MAX_LENGTH) {
      const problem = `The controller has ${controller.length} characters, and ${MAX_LENGTH} are the most.`;
      yield { code: 'FieldValueTooLong', field: 'spec.controller', problem, remedy };
    } else if (controller !== '') yield* invalid('spec.controller', controllerProblem(controller), remedy);
    if (parameters !== undefined) yield* parameterViolations(parameters, 'spec.parameters');
  },
);

function controllerProblem(controller: string): string | undefined {
  const slash = controller.indexOf('/');
  const path = controller.slice(slash + 1);
  if (slash < 0 || path === '') return `${quote(controller)} is not a path after a domain.`;
  return (
    dnsSubdomainProblem(controller.slice(0, slash)) ?? (PATH.test(path) ? undefined : `${quote(path)} is no path.`)
  );
}

function* parameterViolations({ scope = 'Cluster', namespace }: Parameters, path: string): Violations {
  const field = `${path}.namespace`;
  if (scope === 'Namespace') {
    if (namespace === undefined) yield required(field, 'Name the namespace of the parameters.');
    else yield* formViolations(field, namespace, 'dns-label');
  } else if (scope === 'Cluster' && namespace !== undefined) {
    const problem = 'The scope of the parameters is the cluster, and they have a namespace.';
    yield { code: 'FieldValueForbidden', field, problem, remedy: 'Remove it, or set scope to "Namespace".' };
  }
}
