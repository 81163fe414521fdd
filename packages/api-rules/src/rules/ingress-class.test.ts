import { describe, expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const ingressClass = (spec: Fields) =>
  objectOf('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'example.com/controller', ...spec } });
const found = (spec: Fields) => violationsOf('ingress-class', ingressClass(spec));

describe('an IngressClass', () => {
  it('has a controller that is a path after a domain', () => {
    expect(judge(ingressClass({}))).toEqual([]);
    for (const controller of ['nginx', 'example.com/', 'Example.com/a', 'example.com/a b']) {
      expect(found({ controller }), controller).toEqual(['spec.controller: FieldValueInvalid']);
    }
    expect(found({ controller: `example.com/${'a'.repeat(250)}` })).toEqual(['spec.controller: FieldValueTooLong']);
  });

  it('has parameters in a namespace if that is their scope, and only then', () => {
    const parameters = { kind: 'Parameters', name: 'a' };
    expect(judge(ingressClass({ parameters }))).toEqual([]);
    expect(judge(ingressClass({ parameters: { ...parameters, scope: 'Namespace', namespace: 'shop' } }))).toEqual([]);
    expect(found({ parameters: { ...parameters, scope: 'Namespace' } })).toEqual([
      'spec.parameters.namespace: FieldValueRequired',
    ]);
    expect(found({ parameters: { ...parameters, namespace: 'shop' } })).toEqual([
      'spec.parameters.namespace: FieldValueForbidden',
    ]);
  });
});
