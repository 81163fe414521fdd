import { locate } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { ingress, ingressRule } from './routes.test-helper.ts';
import { connections, type Json, peer, shop, shopWith } from './testing.ts';
import { verifySeparation } from './verify-separation.ts';

/** The shop again, in namespaces with a suffix. */
const twin: Json[] = JSON.parse(
  JSON.stringify(shop)
    .replaceAll('"mall"', '"mall-b"')
    .replaceAll('"bank"', '"bank-b"')
    .replaceAll('.bank.', '.bank-b.'),
);

describe('two environments in one cluster', () => {
  it('have nothing in common', () => {
    expect(judge(shop, twin)).toEqual([]);
  });

  it('share no object', () => {
    const moved = shopWith('ConfigMap settings', 'metadata.namespace', 'mall', twin);
    expect(judge(shop, moved)).toEqual(['shared-object: a › ConfigMap settings in mall']);
  });

  it('do not name one another’s addresses', () => {
    const data = { LEDGER_URL: 'http://ledger.bank.svc.cluster.local:80' };
    expect(judge(shop, shopWith('ConfigMap settings', 'data', data, twin))).toEqual([
      'shared-address: b › ConfigMap settings in mall-b',
    ]);
  });

  it('do not name one another’s addresses in a cluster domain of their own either', () => {
    const data = { LEDGER_URL: 'http://ledger.bank.svc.eu.example.com:80' };
    const objects = shopWith('ConfigMap settings', 'data', data, twin);
    const findings = verifySeparation(
      { environment: 'a', objects: locate(shop), connections, clusterDomain: 'eu.example.com' },
      { environment: 'b', objects: locate(objects), connections },
    );
    expect(findings).toMatchObject([{ rule: 'shared-address', object: 'ConfigMap settings in mall-b' }]);
  });

  it('do not reach one another', () => {
    const egress = [{ to: [peer('bank', 'ledger')], ports: [{ port: 3000 }] }];
    const calling = shopWith('NetworkPolicy shop', 'spec.egress', egress, twin);
    expect(judge(shop, calling)).toEqual([]);
    const open = shopWith('NetworkPolicy ledger', 'spec.ingress', [{}]);
    expect(judge(open, calling)).toEqual(['shared-traffic: b › Deployment shop in mall-b']);
  });

  it('have no route for one host and path', () => {
    const route = (host: string, namespace: string) =>
      ingress([ingressRule(host, '/', { name: 'shop' })], {}, 'shop', namespace);
    const routed = [...shop, route('shop.example.com', 'mall')];
    expect(judge(routed, [...twin, route('shop.example.com', 'mall-b')])).toEqual([
      'shared-route: a › Ingress shop in mall',
    ]);
    expect(judge(routed, [...twin, route('b.example.com', 'mall-b')])).toEqual([]);
  });

  it('may reach what is declared to be open to anywhere', () => {
    const calling = shopWith('NetworkPolicy ledger', 'spec.egress', [{}], twin);
    expect(judge(shop, calling)).toEqual([]);
    const undeclared = verifySeparation(
      { environment: 'a', objects: locate(shop) },
      { environment: 'b', objects: locate(calling) },
    );
    expect(undeclared).toMatchObject([{ rule: 'shared-traffic', object: 'StatefulSet ledger in bank-b' }]);
  });
});

function judge(a: readonly unknown[], b: readonly unknown[]): string[] {
  const findings = verifySeparation(
    { environment: 'a', objects: locate(a), connections },
    { environment: 'b', objects: locate(b), connections },
  );
  return findings.map(({ rule, environment, object }) => `${rule}: ${environment} › ${object}`);
}
