import { describe, expect, it } from 'vitest';
import { findingsOf } from '../testing.ts';

const toPorts = (...ports: readonly object[]) => ({ ingress: [{ toPorts: [{ ports }] }] });
const selector = { endpointSelector: {} };

function found(spec: object, kind = 'CiliumNetworkPolicy') {
  const object = { apiVersion: 'cilium.io/v2', kind, metadata: { name: 'web', namespace: 'default' }, spec };
  return findingsOf('cilium-policies', object).map(({ field }) => field);
}

describe('a policy of Cilium', () => {
  it.each([
    ['a port as text', { ...selector, ...toPorts({ port: '8080', protocol: 'TCP' }, { port: 'http' }) }],
    ['entities', { ...selector, egress: [{ toEntities: ['world', 'kube-apiserver'] }] }],
    ['nodes', { nodeSelector: {}, ingress: [{}] }],
  ])('may have %s', (_, spec) => {
    expect(found(spec)).toEqual([]);
  });

  it.each([
    [
      'a port that is a number',
      { ...selector, ...toPorts({ port: 8080 }) },
      'spec.ingress[0].toPorts[0].ports[0].port',
    ],
    ['no port', { ...selector, ...toPorts({ protocol: 'TCP' }) }, 'spec.ingress[0].toPorts[0].ports[0].port'],
    [
      'another protocol',
      { ...selector, ...toPorts({ port: '53', protocol: 'udp' }) },
      'spec.ingress[0].toPorts[0].ports[0].protocol',
    ],
    ['an unknown entity', { ...selector, egress: [{ toEntities: ['api'] }] }, 'spec.egress[0].toEntities[0]'],
    ['no selector', { ingress: [{}] }, 'spec.endpointSelector'],
    ['both selectors', { ...selector, nodeSelector: {}, ingress: [{}] }, 'spec.nodeSelector'],
    ['no rules', selector, 'spec'],
    [
      'too many ports',
      { ...selector, ...toPorts(...Array(41).fill({ port: '80' })) },
      'spec.ingress[0].toPorts[0].ports',
    ],
  ])('with %s is refused', (_, spec, field) => {
    expect(found(spec)).toEqual([field]);
    expect(found(spec, 'CiliumClusterwideNetworkPolicy')).toEqual([field]);
  });

  it('is one of these kinds alone', () => {
    expect(found({}, 'CiliumEgressGatewayPolicy')).toEqual([]);
  });
});
