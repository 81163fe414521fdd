import { describe, expect, it } from 'vitest';
import { found, type Json, messagesOf, object, shop } from '../testing.ts';

const cilium = (spec: Json) =>
  object('cilium.io/v2', 'CiliumNetworkPolicy', 'mall', 'more', {
    spec: { endpointSelector: { matchLabels: { app: 'shop' } }, ...spec },
  });

function tiered(name: string, namespace: string, priority: number): Json {
  const subject = { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: { tier: 'Baseline', priority, subject },
  };
}

describe('a policy', () => {
  it('is judged as a whole', () => {
    expect(found('partly-judged-policy', [...shop, cilium({ ingress: [{ fromEntities: ['cluster'] }] })])).toEqual([]);
  });

  it('with a part that is not understood is reported there, with how it is read instead', () => {
    const rules = { http: [{ method: 'GET' }] };
    const policy = cilium({ ingress: [{ toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }], rules }] }] });
    expect(found('partly-judged-policy', [...shop, policy])).toEqual([
      'CiliumNetworkPolicy more in mall › spec.ingress[0].toPorts[0].rules.http',
    ]);
    expect(messagesOf('partly-judged-policy', [...shop, policy])).toEqual([
      'warning: Which HTTP requests it lets through is not judged, but the port alone. Who reaches whom may be otherwise in ' +
        'the cluster than it is judged here. Ask the network plugin, or say it by labels, addresses and ports.',
    ]);
  });

  it.each([
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
    ['policy.networking.k8s.io/v1beta1', 'ClusterNetworkPolicy'],
    ['projectcalico.org/v3', 'GlobalNetworkPolicy'],
  ])('of another kind or version is reported: %s %s', (apiVersion, kind) => {
    expect(found('partly-judged-policy', [...shop, { apiVersion, kind, metadata: { name: 'x' } }])).toEqual([
      `${kind} x`,
    ]);
  });

  it('has its own priority among those for the same pods', () => {
    expect(found('partly-judged-policy', [...shop, tiered('a', 'mall', 1), tiered('b', 'mall', 1)])).toEqual([
      'ClusterNetworkPolicy b › spec.priority',
    ]);
    const apart = [tiered('a', 'mall', 1), tiered('b', 'bank', 1), tiered('c', 'mall', 2)];
    expect(found('partly-judged-policy', [...shop, ...apart])).toEqual([]);
  });
});
