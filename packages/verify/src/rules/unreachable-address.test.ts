import { describe, expect, it } from 'vitest';
import { found, object, shopWith } from '../testing.ts';

describe('an address that a pod is given', () => {
  it.each([
    ['NetworkPolicy shop', 'spec.egress.1.ports.0.port', 'egress at the caller'],
    ['NetworkPolicy ledger', 'spec.ingress.0.ports.0.port', 'ingress at the callee'],
  ])('is let through by %s in %s, the %s', (name, field) => {
    expect(found('unreachable-address', shopWith(name, field, 3001))).toContain(
      'ConfigMap settings in mall › data.LEDGER_URL',
    );
  });
  it('is judged for those alone who use it', () => {
    const unused = shopWith('Deployment shop', 'pod.containers.0.envFrom', []);
    expect(found('unreachable-address', shopWith('NetworkPolicy shop', 'spec.egress', [], unused))).toEqual([]);
  });
  it('is followed through an ExternalName Service', () => {
    const alias = { spec: { type: 'ExternalName', externalName: 'ledger.bank.svc.cluster.local' } };
    const books = object('v1', 'Service', 'mall', 'books', alias);
    const calling = [...shopWith('ConfigMap settings', 'data.LEDGER_URL', 'http://books:80'), books];
    expect(found('unreachable-address', calling)).toEqual([]);
    expect(found('unreachable-address', shopWith('NetworkPolicy shop', 'spec.egress', [], calling))).toEqual([
      'ConfigMap settings in mall › data.LEDGER_URL',
    ]);
  });
  it('may be without a scheme', () => {
    const named = shopWith('Deployment shop', 'metadata.namespace', 'bank');
    const env = [{ name: 'LEDGER', value: 'ledger:80' }];
    const closed = shopWith('NetworkPolicy shop', 'metadata.namespace', 'bank', named);
    const calling = shopWith('Deployment shop', 'pod.containers.0.env', env, closed);
    expect(found('unreachable-address', calling)).toEqual(['Deployment shop in bank › pod.containers[0].env[0].value']);
  });
  it('of the pods’ own Service need not be called, where no map says so', () => {
    const own = shopWith('ConfigMap settings', 'data.PUBLIC_URL', 'http://shop:80');
    expect(found('unreachable-address', own)).toEqual(['ConfigMap settings in mall › data.PUBLIC_URL']);
    expect(found('unreachable-address', own, { connections: undefined } as object)).toEqual([]);
  });
  it('may be that of a single pod', () => {
    expect(found('unreachable-address', shopWith('NetworkPolicy ledger', 'spec.egress', []))).toEqual([
      'StatefulSet ledger in bank › pod.containers[0].args[0]',
      'StatefulSet ledger in bank › pod.containers[0].args[0]',
    ]);
  });
});
