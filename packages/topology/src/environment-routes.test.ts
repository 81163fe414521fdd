import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { type EnvironmentRoutes, stack } from './index.ts';

const controller = { namespace: 'ingress-nginx', pods: { app: 'controller' } };
const below = (domain: string): EnvironmentRoutes => ({ kind: 'Ingress', className: 'nginx', controller, domain });

describe('the routes of an environment are refused', () => {
  const refused = (routes: object) =>
    problemsOf(() =>
      stack({ services: [], connections: [], environments: { base: {}, staging: { routes } as never } }),
    );

  it.each<[string, object, string, string]>([
    ['without a kind', {}, 'routes.kind', 'It is missing.'],
    ['of a misspelt kind', { kind: 'HttpRoutes' }, 'routes.kind', '"HttpRoutes" is not a kind of routes.'],
    ['without a class', { kind: 'Ingress' }, 'routes.className', 'It is missing.'],
    ['with a class in capitals', { kind: 'Ingress', className: 'NGINX' }, 'routes.className', '"NGINX" is not a valid'],
    ['without a Gateway', { kind: 'HTTPRoute' }, 'routes.gateway', 'It is missing, or not an object.'],
    [
      'without the namespace of the Gateway',
      { kind: 'HTTPRoute', gateway: { name: 'web' } },
      'routes.gateway.namespace',
      'It is missing.',
    ],
    [
      'with an issuer that has no name',
      { kind: 'Ingress', className: 'nginx', issuer: { kind: 'Issuer' } },
      'routes.issuer',
      'It is missing.',
    ],
    ['with another domain', { ...below('Example.com') }, 'routes.domain', '"Example.com" is not a valid DNS subdomain'],
    ['without a controller', { ...below('a.b'), controller: undefined }, 'routes.controller', 'It is missing, or not'],
    [
      'with a label of the controller that is not valid',
      { ...below('a.b'), controller: { namespace: 'a', pods: { app: 'a b' } } },
      'routes.controller.pods.app',
      '"a b" is not a valid label value',
    ],
    [
      'with an annotation that is not valid',
      { ...below('a.b'), annotations: { 'a b': '' } },
      'routes.annotations["a b"]',
      '"a b" is not a valid name',
    ],
  ])('%s', (_, routes, field, problem) => {
    const valid = { controller, domain: 'example.com' };
    expect(refused({ ...valid, ...routes })).toMatchObject([
      { environment: 'staging', field, problem: expect.stringContaining(problem) },
    ]);
  });
});

function problemsOf(make: () => unknown) {
  try {
    make();
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
