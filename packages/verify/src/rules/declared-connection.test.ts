import { describe, expect, it } from 'vitest';
import { connections, found, shopWith, shopWithout } from '../testing.ts';

describe('a declared connection', () => {
  it.each([
    ['egress at the caller', 'NetworkPolicy shop', 'spec.egress', [], 'NetworkPolicy shop in mall › spec.egress'],
    [
      'ingress at the callee',
      'NetworkPolicy ledger',
      'spec.ingress',
      [],
      'NetworkPolicy ledger in bank › spec.ingress',
    ],
    [
      'the port in the policy',
      'NetworkPolicy shop',
      'spec.ingress.0.ports.0.port',
      80,
      'NetworkPolicy shop in mall › spec.ingress',
    ],
    [
      'the protocol in the policy',
      'NetworkPolicy shop',
      'spec.ingress.0.ports.0.protocol',
      'UDP',
      'NetworkPolicy shop in mall › spec.ingress',
    ],
    [
      'the port of the container',
      'StatefulSet ledger',
      'pod.containers.0.ports.0.containerPort',
      1,
      'StatefulSet ledger in bank › pod.containers',
    ],
    ['the labels of the pods', 'Deployment shop', 'spec.template.metadata.labels', {}, 'Namespace mall'],
    ['the port of the Service', 'Service ledger', 'spec.ports.0.port', 81, 'Service ledger in bank › spec.ports'],
    [
      'the port that the Service leads to',
      'Service ledger',
      'spec.ports.0.targetPort',
      81,
      'Service ledger in bank › spec.ports',
    ],
    [
      'the selector of the Service',
      'Service ledger',
      'spec.selector',
      { app: 'x' },
      'Service ledger in bank › spec.selector',
    ],
  ])('needs %s', (_what, name, field, value, location) => {
    expect(found('declared-connection', shopWith(name, field, value))).toContain(location);
  });
  it('needs its Service', () => {
    expect(found('declared-connection', shopWithout('Service ledger'))).toEqual(['Service ledger in bank']);
  });
  it('does not lead to pods of others', () => {
    const moved = shopWith('Deployment shop', 'metadata.namespace', 'bank');
    expect(found('declared-connection', shopWith('Service ledger', 'spec.selector', undefined, moved))).toContain(
      'Service ledger in bank › spec.selector',
    );
  });
  it('leads to no other pods that may come', () => {
    const labels = { app: 'shop', tier: 'front' };
    const strict = connections.map((each) =>
      each.why === 'sales' ? { ...each, to: { namespace: 'mall', pods: labels } } : each,
    );
    const objects = shopWith('Deployment shop', 'spec.template.metadata.labels', labels);
    expect(found('declared-connection', objects, { connections: strict })).toEqual([
      'Service shop in mall › spec.selector',
    ]);
  });
  it('from anywhere is open to the internet and to other pods', () => {
    const from = [{ namespaceSelector: {} }];
    expect(found('declared-connection', shopWith('NetworkPolicy shop', 'spec.ingress.0.from', from))).toEqual([
      'NetworkPolicy shop in mall › spec.ingress',
    ]);
  });
  it('includes the resolution of names', () => {
    expect(
      found('declared-connection', shopWith('NetworkPolicy ledger', 'spec.egress.0', { ports: [{ port: 54 }] })),
    ).toEqual(['NetworkPolicy ledger in bank › spec.egress']);
  });
});
