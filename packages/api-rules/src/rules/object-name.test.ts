import { describe, expect, it } from 'vitest';
import { judgeObject } from '../index.ts';
import { core, disruptionBudget, findingsOf, service, statefulSet, violatingFields } from '../testing.ts';

describe('the name of an object', () => {
  it('is there, unless one is generated', () => {
    expect(violatingFields('object-name', core('ConfigMap', { metadata: {} }))).toEqual(['metadata.name']);
  });

  it('may be generated from a beginning that ends with "-"', () => {
    expect(violatingFields('object-name', core('ConfigMap', { metadata: { generateName: 'shop-' } }))).toEqual([]);
  });

  it('is a DNS subdomain for most kinds', () => {
    expect(violatingFields('object-name', core('ConfigMap', { metadata: { name: 'Shop' } }))).toEqual([
      'metadata.name',
    ]);
  });

  it('is a DNS label for a Namespace', () => {
    expect(violatingFields('object-name', core('Namespace', { metadata: { name: 'shop.front' } }))).toEqual([
      'metadata.name',
    ]);
  });

  it('is a DNS label for a StatefulSet, since pods are named after it', () => {
    expect(violatingFields('object-name', { ...statefulSet(), metadata: { name: 'shop.front' } })).toEqual([
      'metadata.name',
    ]);
  });

  it('may be almost anything for a PodDisruptionBudget, as the API has it', () => {
    expect(violatingFields('object-name', { ...disruptionBudget(), metadata: { name: 'Shop_1' } })).toEqual([]);
  });

  it('may begin with a digit for a Service in Kubernetes 1.36, but not in 1.35', () => {
    const object = { ...service(), metadata: { name: '8080-shop' } };
    expect(findingsOf('object-name', object)).toEqual([]);
    const [finding] = judgeObject({ object, document: '' }, { kubernetes: '1.35' });
    expect(finding?.problem).toBe(
      'Kubernetes 1.35 refuses the name "8080-shop", because it begins with a digit. 1.36 accepts it.',
    );
  });

  it('of a ReplicationController may be generated from any beginning that makes a DNS subdomain', () => {
    const named = (metadata: object) => violatingFields('object-name', core('ReplicationController', { metadata }));
    expect(named({ generateName: 'a.' })).toEqual([]);
    expect(named({ generateName: 'A-' })).toEqual(['metadata.generateName']);
    expect(named({ name: 'A' })).toEqual(['metadata.name']);
    expect(named({})).toEqual(['metadata.name']);
  });
});
