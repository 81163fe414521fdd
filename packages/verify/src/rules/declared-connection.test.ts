import { locate } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { verifyStack } from '../index.ts';
import { connections, found, type Json, shop, shopWith, shopWithout } from '../testing.ts';

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
  it('is filed under the Namespace of the build where no pods are there, so that it can be waived', () => {
    const namespace = shop.findIndex(
      ({ kind, metadata }) => kind === 'Namespace' && (metadata as Json).name === 'mall',
    );
    const objects = locate(shopWith('Deployment shop', 'spec.template.metadata.labels', {}));
    const missing = verifyStack({ objects, connections }).filter(({ code }) => code === 'workload-missing');
    expect(missing.map(({ document }) => document)).toContain(`#${namespace}`);
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
  it('from anywhere is reported once, though the internet and other pods are denied', () => {
    expect(found('declared-connection', shopWith('NetworkPolicy shop', 'spec.ingress', []))).toEqual([
      'NetworkPolicy shop in mall › spec.ingress',
    ]);
  });
  it('includes the resolution of names', () => {
    expect(
      found('declared-connection', shopWith('NetworkPolicy ledger', 'spec.egress.0', { ports: [{ port: 54 }] })),
    ).toEqual(['NetworkPolicy ledger in bank › spec.egress']);
  });

  describe('on a range of ports', () => {
    const range = connections.map((each) => (each.why === 'rates' ? { ...each, port: 8000, endPort: 9000 } : each));
    const withPorts = (ports: readonly Json[]) => shopWith('NetworkPolicy shop', 'spec.egress.2', { ports });

    it.each([
      [[{ port: 8000, endPort: 9000 }]],
      [
        [
          { port: 1, endPort: 8500 },
          { port: 8501, endPort: 65535 },
        ],
      ],
      [[{ protocol: 'TCP' }]],
    ])('is let through by %j', (ports) => {
      expect(found('declared-connection', withPorts(ports), { connections: range })).toEqual([]);
    });

    it.each([
      [8000, [{ port: 8001, endPort: 9000 }]],
      [9000, [{ port: 8000, endPort: 8999 }]],
      [
        8501,
        [
          { port: 8000, endPort: 8500 },
          { port: 8502, endPort: 9000 },
        ],
      ],
      [8001, [{ port: 8000 }]],
    ])('needs each of them: %d is denied by %j', (port, ports) => {
      const findings = verifyStack({ objects: locate(withPorts(ports)), connections: range });
      const remedies = findings.filter(({ rule }) => rule === 'declared-connection').map(({ remedy }) => remedy);
      expect(new Set(remedies)).toEqual(new Set([`Let port ${port}/TCP through in spec.egress.`]));
    });
  });

  describe('with a network outside', () => {
    const bank = { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] };
    const toBank = connections.map((each) => (each.why === 'rates' ? { ...each, to: { blocks: [bank] } } : each));
    const letting = (...blocks: readonly Json[]) =>
      shopWith(
        'NetworkPolicy shop',
        'spec.egress.2.to',
        blocks.map((ipBlock) => ({ ipBlock })),
      );

    it.each([
      [[bank]],
      [[{ cidr: '203.0.113.0/25' }]],
      [[{ cidr: '203.0.113.0/26' }, { cidr: '203.0.113.64/26' }]],
      [[{ cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] }]],
    ])('is let through by %j', (blocks) => {
      expect(found('declared-connection', letting(...blocks), { connections: toBank })).toEqual([]);
    });

    it.each([
      [[{ cidr: '203.0.113.0/26' }]],
      [[{ cidr: '203.0.113.64/26' }]],
      [[{ cidr: '203.0.113.0/24', except: ['203.0.113.16/28'] }]],
      [[{ cidr: '192.0.2.0/24' }]],
    ])('needs all of its addresses: %j', (blocks) => {
      const places = found('declared-connection', letting(...blocks), { connections: toBank });
      expect(new Set(places)).toEqual(new Set(['NetworkPolicy shop in mall › spec.egress']));
    });

    it('is let in by the callee', () => {
      const to = { namespace: 'bank', pods: { app: 'ledger' } };
      const notices = { from: { blocks: [bank] }, to, port: 3000, protocol: 'TCP', why: 'notices' } as const;
      const fromBank = [...connections, notices];
      const withPeer = (peers: readonly Json[]) =>
        shopWith('NetworkPolicy ledger', 'spec.ingress.1', { from: peers, ports: [{ port: 3000 }] });
      expect(found('declared-connection', withPeer([{ ipBlock: bank }]), { connections: fromBank })).toEqual([]);
      expect(found('declared-connection', shop, { connections: fromBank })).toContain(
        'NetworkPolicy ledger in bank › spec.ingress',
      );
    });
  });
});
