import { describe, expect, it } from 'vitest';
import { compareBuilds } from './compare-builds.ts';

const labels = { app: 'web' };
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
  },
};
const toPorts = [{ ports: [{ port: '6379', protocol: 'TCP' }] }];

function cilium(...egress: readonly object[]) {
  const resolution = { toEntities: ['none'], toPorts: [{ rules: { dns: [{ matchPattern: '*' }] } }] };
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { endpointSelector: { matchLabels: labels }, ingress: [{}], egress: [resolution, ...egress] },
  };
}

function said(before: readonly unknown[], after: readonly unknown[]) {
  return compareBuilds(before, after).consequences.map(({ effect, text }) => `${effect}: ${text}`);
}

describe('a change of a policy of Cilium', () => {
  it.each([
    ['a host', { toFQDNs: [{ matchName: 'cache.example.com' }], toPorts }, 'cache.example.com'],
    ['the API server', { toEntities: ['kube-apiserver'], toPorts }, 'the API server'],
    ['the nodes', { toEntities: ['host', 'remote-node'], toPorts }, 'the nodes'],
  ])('says that it opens the way to %s', (_, rule, name) => {
    expect(said([web, cilium()], [web, cilium(rule)])).toEqual([
      `opens: From now on it reaches ${name}, on port 6379/TCP.`,
    ]);
    expect(said([web, cilium(rule)], [web, cilium()])).toEqual([
      `closes: It no longer reaches ${name}, on port 6379/TCP.`,
    ]);
  });

  it('says what is lost with it', () => {
    const [, closed] = [web, cilium()];
    expect(said([web, closed], [web])).toEqual(
      expect.arrayContaining([expect.stringContaining('What it denied is allowed')]),
    );
  });

  it('says that it is compared in part where not all of it is understood', () => {
    const rules = { http: [{ method: 'GET' }] };
    const rule = { toEntities: ['world'], toPorts: [{ ...toPorts[0], rules }] };
    const { notes } = compareBuilds([web, cilium()], [web, cilium(rule)]);
    expect(notes).toContain('Who reaches whom is compared in part: not all is understood of CiliumNetworkPolicy web.');
  });
});
