import { judgeObject } from '@k8s-blocks/api-rules';
import { type Finding, foldFindings, locate } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { verifyStack } from './index.ts';
import { ingress, ingressRule, shopAnd, TO_SHOP } from './routes.test-helper.ts';
import { connections, type Json, object, peer, shop, shopWith, shopWithout } from './testing.ts';
import { verifySeparation } from './verify-separation.ts';

/** What is found in objects, one by one and together. */
function judge(objects: readonly Json[], environment?: string, declared = connections): Finding[] {
  const located = locate(objects);
  const named = environment === undefined ? {} : { environment };
  const single = located.flatMap((each) => judgeObject(each).map((finding) => ({ ...named, ...finding })));
  return [...single, ...verifyStack({ objects: located, connections: declared, ...named })];
}

/** What is found in two environments of one cluster, and between them. */
function judgeBoth(a: readonly Json[], b: readonly Json[]): Finding[] {
  const between = verifySeparation(
    { environment: 'a', objects: locate(a), connections },
    { environment: 'b', objects: locate(b), connections: moved(connections) },
  );
  return [...judge(a, 'a'), ...judge(b, 'b', moved(connections)), ...between];
}

/** The rules of the findings that have others under them, with the rules of these: `a > b`. */
function foldedIn(findings: readonly Finding[]): string[] {
  const folded = foldFindings(findings).flat();
  const pairs = folded.flatMap(({ finding, following }) => following.map(({ rule }) => `${finding.rule} > ${rule}`));
  return [...new Set(pairs)].sort();
}

function rulesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ rule }) => rule);
}

/** The same in namespaces with a suffix. */
function moved<T>(value: T): T {
  const text = JSON.stringify(value)
    .replaceAll('"mall"', '"mall-b"')
    .replaceAll('"bank"', '"bank-b"')
    .replaceAll('.bank.', '.bank-b.');
  return JSON.parse(text);
}

const twin = moved(shop);

const again = (name: string): Json[] =>
  shop.filter(({ kind, metadata }) => name === `${kind} ${(metadata as Json).name}`);
const route = ingress([ingressRule('shop.example.com', '/', TO_SHOP)]);
const autoscaler = (apiVersion = 'autoscaling/v2') =>
  object(apiVersion, 'HorizontalPodAutoscaler', 'mall', 'shop', {
    spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' } },
  });

describe('what follows from another finding is folded under it, and gone where that is mended:', () => {
  it.each<[fault: string, faulty: readonly Json[], mended: readonly Json[], folded: readonly string[]]>([
    [
      'a Deployment is there twice',
      shopAnd(...again('Deployment shop')),
      shop,
      ['duplicate-object > overlapping-workloads'],
    ],
    [
      'a budget is there twice',
      shopAnd(...again('PodDisruptionBudget shop')),
      shop,
      ['duplicate-object > blocked-drain'],
    ],
    [
      'an autoscaler is there twice',
      shopAnd(autoscaler(), autoscaler()),
      shopAnd(autoscaler()),
      ['duplicate-object > autoscaler-target'],
    ],
    ['an Ingress is there twice', shopAnd(route, route), shopAnd(route), ['duplicate-object > duplicate-route']],
    [
      'a ConfigMap is of no version that is served',
      shopWith('ConfigMap settings', 'apiVersion', 'v2'),
      shop,
      ['api-version-and-kind > missing-reference'],
    ],
    [
      'a Deployment is of no version that is served',
      shopWith('Deployment shop', 'apiVersion', 'extensions/v1beta1'),
      shop,
      [
        'api-version-and-kind > declared-connection',
        'api-version-and-kind > unmatched-peer',
        'api-version-and-kind > unmatched-selector',
      ],
    ],
    [
      'a label of a template is misspelt',
      shopWith('Deployment shop', 'spec.template.metadata.labels', { app: 'shpo' }),
      shop,
      [
        'workload-selector > declared-connection',
        'workload-selector > missing-budget',
        'workload-selector > unisolated-workload',
        'workload-selector > unmatched-peer',
        'workload-selector > unmatched-selector',
        'workload-selector > unreachable-address',
      ],
    ],
    [
      'a Service leads to another port than is declared',
      shopWith('Service ledger', 'spec.ports', [{ port: 80, targetPort: 3001 }]),
      shop,
      ['declared-connection > unreachable-address'],
    ],
    ['a declared Service is missing', shopWithout('Service ledger'), shop, ['declared-connection > in-stack-address']],
    [
      'a declared Service with a route is missing',
      [...shopWithout('Service shop'), route],
      shopAnd(route),
      ['declared-connection > route-backend'],
    ],
    [
      'a declared Service selects nothing',
      shopWith('Service ledger', 'spec.selector', { app: 'none' }),
      shop,
      ['declared-connection > unmatched-selector'],
    ],
    [
      'a Service leads to a port that its pods do not have',
      shopWith('Service ledger', 'spec.ports', [{ port: 80, targetPort: 'web' }]),
      shop,
      ['service-target-port > unreachable-address'],
    ],
    [
      'a called port is not listed',
      shopWith('StatefulSet ledger', 'pod.containers.0.ports', [{ name: 'http', containerPort: 3001 }]),
      shop,
      ['declared-connection > service-target-port', 'declared-connection > unreachable-address'],
    ],
    [
      'one policy denies what is declared',
      shopWith('NetworkPolicy ledger', 'spec.ingress', []),
      shop,
      ['declared-connection > unreachable-address'],
    ],
    [
      'pods do not have the declared labels',
      shopWith('StatefulSet ledger', 'pod.containers.0.ports', undefined).map((each) =>
        each.kind === 'StatefulSet' ? relabelled(each) : each,
      ),
      shop,
      ['declared-connection > unmatched-peer', 'declared-connection > unmatched-selector'],
    ],
  ])('%s', (_, faulty, mended, folded) => {
    expect(foldedIn(judge(faulty))).toEqual(folded);
    const before = new Set(rulesOf(judge(faulty)));
    const after = rulesOf(judge(mended));
    expect(before.size).toBeGreaterThan(1);
    for (const rule of folded.flatMap((each) => each.split(' > '))) expect(after).not.toContain(rule);
  });
});

function relabelled(workload: Json): Json {
  return JSON.parse(JSON.stringify(workload).replaceAll('"app":"ledger"', '"app":"legder"'));
}

describe('what follows between two environments is folded under its cause in one of them:', () => {
  const withoutPolicies = (objects: readonly Json[]) => objects.filter(({ kind }) => kind !== 'NetworkPolicy');

  it('a workload without a policy reaches all pods of the other, and is reached by those that may', () => {
    const findings = judgeBoth(withoutPolicies(shop), withoutPolicies(twin));
    expect(foldedIn(findings)).toContain('unisolated-workload > shared-traffic');
    const folded = foldFindings(findings).flat();
    expect(folded.filter(({ finding }) => finding.rule === 'shared-traffic')).toEqual([]);
    expect(rulesOf(judgeBoth(shop, twin))).toEqual([]);
  });

  it('a Namespace of both has objects of both', () => {
    const folded = foldFindings(judgeBoth(shop, shop)).flat();
    const shared = folded.filter(({ finding }) => finding.rule === 'shared-object');
    expect(shared.map(({ finding }) => finding.object)).toEqual(['Namespace mall', 'Namespace bank']);
    expect(new Set(shared.flatMap(({ following }) => rulesOf(following)))).toEqual(new Set(['shared-object']));
  });
});

describe('nothing is folded under what would not cure it:', () => {
  it('an address that both ends deny, of which each is a finding', () => {
    const closed = shopWith('NetworkPolicy ledger', 'spec.ingress', [{ from: [peer('bank', 'ledger')] }]);
    const findings = judge(shopWith('NetworkPolicy shop', 'spec.egress', [], closed));
    expect(rulesOf(findings)).toContain('unreachable-address');
    expect(foldedIn(findings).filter((each) => each.endsWith('unreachable-address'))).toEqual([]);
  });

  it('a workload that selects pods of another one too, beside those of its double', () => {
    const selector = { matchLabels: {} };
    const both = shopWith(
      'StatefulSet ledger',
      'spec.selector',
      selector,
      shopWith('StatefulSet ledger', 'metadata.namespace', 'mall'),
    );
    const twice = [...both, ...both.filter(({ kind }) => kind === 'StatefulSet')];
    expect(foldedIn(judge(twice)).filter((each) => each.endsWith('overlapping-workloads'))).toEqual([]);
    expect(rulesOf(judge(twice))).toContain('overlapping-workloads');
  });

  it('an error under a warning: without declared connections it is none to be without a policy', () => {
    const [a, b] = [shop, twin].map((objects) => locate(objects.filter(({ kind }) => kind !== 'NetworkPolicy')));
    if (a === undefined || b === undefined) throw new Error('There are two environments.');
    const findings = [
      ...verifyStack({ objects: a, environment: 'a' }),
      ...verifySeparation({ environment: 'a', objects: a }, { environment: 'b', objects: b }),
    ];
    expect(rulesOf(findings)).toContain('shared-traffic');
    expect(foldedIn(findings)).toEqual([]);
  });

  it('a workload without a policy, where its labels would have none either', () => {
    const misspelt = shopWith('Deployment shop', 'spec.template.metadata.labels', { app: 'shpo' });
    const findings = judge(misspelt.filter(({ kind }) => kind !== 'NetworkPolicy'));
    expect(rulesOf(findings)).toContain('unisolated-workload');
    expect(foldedIn(findings)).not.toContain('workload-selector > unisolated-workload');
  });

  it('a finding whose cause is waived', () => {
    const findings = judge(shopWith('Service ledger', 'spec.ports', [{ port: 80, targetPort: 'web' }]));
    expect(foldedIn(findings.filter(({ rule }) => rule !== 'service-target-port'))).toEqual([]);
  });
});
