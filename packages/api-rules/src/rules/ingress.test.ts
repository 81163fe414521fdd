import { describe, expect, it } from 'vitest';
import { findingsOf, refusedIn } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const backend = { service: { name: 'shop', port: { number: 80 } } };
const ingress = (spec: Fields, metadata: Fields = {}) =>
  objectOf('networking.k8s.io/v1', 'Ingress', { metadata: { name: 'shop', ...metadata }, spec });
const ruleOf = (path: Fields, host = 'shop.example.com') =>
  ingress({ rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend, ...path }] } }] });
const found = (object: Fields) => violationsOf('ingress', object);

describe('an Ingress', () => {
  it('is right with rules, or with a default backend', () => {
    expect(refusedIn(ruleOf({}))).toEqual([]);
    expect(refusedIn(ingress({ defaultBackend: backend }))).toEqual([]);
    expect(found(ingress({ ingressClassName: 'nginx' }))).toEqual(['spec: FieldValueInvalid']);
    expect(found(objectOf('networking.k8s.io/v1', 'Ingress', {}))).toEqual(['spec: FieldValueInvalid']);
  });

  it('has hosts that are DNS names, a wildcard in front at most', () => {
    expect(refusedIn(ruleOf({}, '*.example.com'))).toEqual([]);
    for (const host of ['Shop.example.com', 'a.*.example.com', '*', '10.0.0.1']) {
      expect(found(ruleOf({}, host)), host).toEqual(['spec.rules[0].host: FieldValueInvalid']);
    }
    const hosts = ['shop.example.com', '*example.com', ''];
    expect(found(ingress({ defaultBackend: backend, tls: [{ hosts }] }))).toEqual([
      'spec.tls[0].hosts[1]: FieldValueInvalid',
      'spec.tls[0].hosts[2]: FieldValueInvalid',
    ]);
  });

  it('has absolute paths, as a client asks for them where they are compared literally', () => {
    const field = 'spec.rules[0].http.paths[0].path';
    expect(found(ruleOf({ path: 'shop' }))).toEqual([`${field}: FieldValueInvalid`]);
    expect(found(ruleOf({ path: undefined }))).toEqual([`${field}: FieldValueInvalid`]);
    expect(findingsOf('ingress', ruleOf({ path: '/a/../b' }))).toMatchObject([
      { field, problem: '"/a/../b" holds "/../", which no path of a request has.' },
    ]);
    expect(refusedIn(ruleOf({ path: '/a/../b', pathType: 'ImplementationSpecific' }))).toEqual([]);
    expect(refusedIn(ruleOf({ path: undefined, pathType: 'ImplementationSpecific' }))).toEqual([]);
  });

  it('leads to one port of a Service, or to a resource', () => {
    const field = 'spec.rules[0].http.paths[0].backend';
    const port = (given: Fields) => ruleOf({ backend: { service: { name: 'shop', port: given } } });
    expect(refusedIn(port({ name: 'http' }))).toEqual([]);
    expect(found(port({}))).toEqual([`${field}: FieldValueRequired`]);
    expect(found(port({ name: 'http', number: 80 }))).toEqual([`${field}: FieldValueInvalid`]);
    expect(found(ruleOf({ backend: {} }))).toEqual([`${field}: FieldValueInvalid`]);
    const resource = { apiGroup: 'example.com', kind: 'Bucket', name: 'files' };
    expect(refusedIn(ruleOf({ backend: { resource } }))).toEqual([]);
    expect(found(ruleOf({ backend: { ...backend, resource } }))).toEqual([`${field}: FieldValueInvalid`]);
    expect(found(ruleOf({ backend: { resource: { ...resource, apiGroup: 'A', name: 'a/b' } } }))).toEqual([
      `${field}.resource.apiGroup: FieldValueInvalid`,
      `${field}.resource.name: FieldValueInvalid`,
    ]);
  });

  it('has one class, if the annotation and the field name it', () => {
    const annotated = (name: string) =>
      ingress(
        { defaultBackend: backend, ingressClassName: 'nginx' },
        { annotations: { 'kubernetes.io/ingress.class': name } },
      );
    expect(refusedIn(annotated('nginx'))).toEqual([]);
    expect(found(annotated('traefik'))).toEqual([
      'metadata.annotations["kubernetes.io/ingress.class"]: FieldValueInvalid',
    ]);
  });
});
