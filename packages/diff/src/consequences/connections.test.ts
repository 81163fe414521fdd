import type { Fields } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { consequences, deployment, from, policy, service, WEB } from '../objects.test-helper.ts';

describe('who reaches whom', () => {
  const both = [deployment('web'), deployment('shop')];
  const closed = policy('web', {});
  const open = policy('web', from('shop'));

  it('is reported where a policy opens a connection, and where it closes one', () => {
    expect(consequences([...both, closed], [...both, open])).toEqual([
      `opens: ${WEB} | From now on it is reached by Deployment shop in shop, on port 8080/TCP.`,
    ]);
    expect(consequences([...both, open], [...both, closed])).toEqual([
      `closes: ${WEB} | It is no longer reached by Deployment shop in shop, on port 8080/TCP.`,
    ]);
  });

  it('is not listed workload by workload where the internet and any pod have it', () => {
    expect(consequences([...both, closed], [...both, policy('web', { ingress: [{}] })])).toEqual([
      `opens: ${WEB} | From now on it is reached by the internet and any pod of the cluster, on port 8080/TCP.`,
    ]);
  });

  it('of a namespace or an address is not repeated where any pod or anywhere has it, on the same port', () => {
    const monitoring = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };
    const office = { ipBlock: { cidr: '198.51.100.0/24' } };
    const ports = [{ port: 8080 }, { port: 9090 }];
    const web = deployment('web', {}, {}, { ports: [{ containerPort: 8080 }, { containerPort: 9090 }] });
    const ingress = [{ ports: [{ port: 8080 }] }, { from: [monitoring], ports }, { from: [office], ports }];
    expect(consequences([web, closed], [web, policy('web', { ingress })])).toEqual([
      `opens: ${WEB} | From now on it is reached by the internet and any pod of the cluster, on port 8080/TCP.`,
      `opens: ${WEB} | From now on it is reached by pods in monitoring and 198.51.100.0/24, on port 9090/TCP.`,
    ]);
    const egress = [{ ports: [{ port: 8080 }] }, { to: [monitoring], ports }, { to: [office], ports }];
    expect(consequences([web, closed], [web, policy('web', { egress })])).toEqual([
      `opens: ${WEB} | From now on it reaches the internet and any pod of the cluster, on port 8080/TCP.`,
      `opens: ${WEB} | From now on it reaches pods in monitoring and 198.51.100.0/24, on port 9090/TCP.`,
    ]);
  });

  it('of an address is named besides any pod, which it is not', () => {
    const office = { ipBlock: { cidr: '198.51.100.0/24' } };
    const ingress = [{ from: [{ namespaceSelector: {} }, office], ports: [{ port: 8080 }] }];
    expect(consequences([...both, closed], [...both, policy('web', { ingress })])).toEqual([
      `opens: ${WEB} | From now on it is reached by any pod of the cluster and 198.51.100.0/24, on port 8080/TCP.`,
    ]);
  });

  it('that leaves the stack is reported at its source', () => {
    const calling = policy('web', { egress: [{ ports: [{ port: 443 }] }] });
    expect(consequences([...both, closed], [...both, calling])).toEqual([
      `opens: ${WEB} | From now on it reaches the internet and any pod of the cluster, on port 443/TCP.`,
    ]);
  });

  it('is reported with the deletion where the last policy is deleted', () => {
    const said = consequences([...both, closed], both);
    expect(said[0]).toMatch(/^deletes: NetworkPolicy web in shop .*What it denied is allowed/);
    expect(said).toContain(
      `opens: ${WEB} | From now on it reaches the internet and any pod of the cluster, on any port.`,
    );
  });

  it('of a new workload is only counted', () => {
    const said = consequences([deployment('web')], both);
    expect(said[0]).toBe('creates: Deployment shop in shop | It is new, with 2 pods.');
    expect(said).toHaveLength(2);
    expect(said[1]).toMatch(/The policies let its pods have \d+ connections, in both directions/);
  });
});

describe('a Service', () => {
  const web = deployment('web');

  it.each<[string, Fields, RegExp]>([
    ['loses a port', { ports: [{ port: 81, targetPort: 8080 }] }, /Port 80\/TCP is gone/],
    ['selects nothing', { selector: { app: 'none' } }, /leads to no pod any more; before it led to Deployment web/],
    [
      'leads to another port',
      { ports: [{ port: 80, targetPort: 9090 }] },
      /leads to port 9090 of its pods; before to 8080/,
    ],
  ])('that %s cuts traffic', (_, spec, words) => {
    const [said, ...others] = consequences([service('web'), web], [service('web', spec), web]);
    expect(said).toMatch(/^cuts: Service web in shop/);
    expect(said).toMatch(words);
    expect(others).toEqual([]);
  });

  it('that stays as it is cuts traffic where its pods change', () => {
    const named = service('web', { ports: [{ port: 80, targetPort: 'http' }] });
    const before = deployment('web', {}, {}, { ports: [{ name: 'http', containerPort: 8080 }] });
    const after = deployment('web', {}, {}, { ports: [{ name: 'htttp', containerPort: 8080 }] });
    expect(consequences([named, before], [named, after])[0]).toMatch(/^cuts: .*leads to no pod any more/);
  });

  it('that is opened to the outside says so', () => {
    expect(consequences([service('web'), web], [service('web', { type: 'LoadBalancer' }), web])).toEqual([
      'opens: Service web in shop | spec.type | It is a LoadBalancer: from now on it has an address outside of the cluster.',
    ]);
  });
});
