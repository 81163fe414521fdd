import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clusterOf,
  type Endpoint,
  type ExternalAddress,
  evaluator,
  offeredPorts,
  type Pod,
  type Target,
} from './index.ts';
import { naiveEndpoints, naivelyAllowed } from './naive.test-helper.ts';
import type { NaiveCluster } from './naive-cluster.test-helper.ts';
import type { NaiveEnd, NaivePod } from './naive-parts.test-helper.ts';
import { manifestsOf, outsideEnd, randomCluster, randomPort, strangerPod } from './random-clusters.test-helper.ts';

const RUNS = runs({ usual: 500, long: 5000 });
const TIMEOUT = 120_000;
const question = fc.record({ cluster: randomCluster, stranger: strangerPod, outside: outsideEnd, random: randomPort });

interface Question {
  readonly cluster: NaiveCluster;
  readonly stranger: NaivePod;
  readonly outside: ExternalAddress;
  readonly random: Omit<Target, 'to'>;
}

/** One end of a connection, as the evaluator and as the naive reading take it. */
interface End {
  readonly endpoint: Endpoint;
  readonly naive: NaiveEnd;
}

/** The cluster as the evaluator reads it, and all that can be at an end: its pods, a stranger, an external address. */
function read({ cluster, stranger, outside }: Question) {
  const readCluster = clusterOf(manifestsOf(cluster));
  const ends: readonly End[] = [
    ...cluster.pods.map((naive, index) => ({ naive, endpoint: onlyPod(readCluster.pods.slice(index)) })),
    { naive: stranger, endpoint: onlyPod(clusterOf([stranger.pod]).pods) },
    { naive: outside, endpoint: outside },
  ];
  return { readCluster, ends };
}

function onlyPod([pod]: readonly Pod[]): Pod {
  if (pod === undefined) throw new Error('The manifest makes no pod.');
  return pod;
}

/** Every end as a source, and as targets what the pods offer and a random port of every end. */
function* connections(asked: Question) {
  const { readCluster, ends } = read(asked);
  const { verdict, matrix } = evaluator(readCluster);
  const random = ends.map(({ endpoint }) => ({ to: endpoint, ...asked.random }));
  const targets = [...offeredPorts(readCluster), ...random];
  const sources = ends.map(({ endpoint }) => endpoint);
  const { allows } = matrix(sources, targets);
  for (const [source, from] of ends.entries()) {
    for (const [target, { to, port, protocol }] of targets.entries()) {
      const end = ends.find(({ endpoint }) => endpoint === to)?.naive ?? { ip: 'none' };
      yield {
        plain: verdict(from.endpoint, to, port, protocol),
        isAllowedByMatrix: allows(source, target),
        naive: naivelyAllowed(asked.cluster, { from: from.naive, to: end, port, protocol }),
      };
    }
  }
}

/** What kinds of policies decide by their rules. */
const DECISIONS = [
  'CiliumClusterwideNetworkPolicy allows',
  'CiliumClusterwideNetworkPolicy denies',
  'CiliumNetworkPolicy allows',
  'CiliumNetworkPolicy denies',
  'ClusterNetworkPolicy allows',
  'ClusterNetworkPolicy denies',
  'NetworkPolicy allows',
];

function count(counted: Map<string, number>, key: string): void {
  counted.set(key, (counted.get(key) ?? 0) + 1);
}

/** Of every Service its own ports, and one that it may not have. */
function servicePorts({ cluster, random }: Question) {
  return cluster.services.flatMap((service) => {
    const own = (service.spec?.ports ?? []).map(({ port, protocol = 'TCP' }) => ({ port, protocol }));
    return [random, ...own].map((asked) => ({ service, ...asked }));
  });
}

describe('on random clusters', () => {
  it('evaluator, matrix and a naive reading of the documentation agree', { timeout: TIMEOUT }, () => {
    const answers = { asked: 0, denied: 0, byRule: 0 };
    const deciding = new Map<string, number>();
    const agree = fc.property(question, (asked) => {
      for (const { plain, isAllowedByMatrix, naive } of connections(asked)) {
        const { allowed, egress, ingress } = plain;
        const differs =
          egress.allowed !== naive.egress || ingress.allowed !== naive.ingress || allowed !== isAllowedByMatrix;
        if (differs || allowed !== (naive.egress && naive.ingress)) {
          expect({ ...plain, isAllowedByMatrix }).toMatchObject({ egress: naive.egress, ingress: naive.ingress });
        }
        answers.asked++;
        for (const { allowed: isAllowed, ...why } of [egress, ingress]) {
          if (why.reason === 'rule') count(deciding, `${why.rule.kind} ${isAllowed ? 'allows' : 'denies'}`);
        }
        if (!allowed) answers.denied++;
        else if (egress.reason === 'rule' || ingress.reason === 'rule') answers.byRule++;
      }
    });
    fc.assert(agree, { numRuns: RUNS });
    // Clusters in which nearly everything is denied, or nearly everything open, would prove little.
    expect(answers.denied / answers.asked).toBeGreaterThan(0.2);
    expect(answers.byRule / answers.asked).toBeGreaterThan(0.05);
    for (const [decision, times] of deciding)
      expect([decision, times > answers.asked / 1000]).toEqual([decision, true]);
    expect([...deciding.keys()].sort()).toEqual(DECISIONS);
  });

  it('a Service is reached exactly if all pods behind its port are', { timeout: TIMEOUT }, () => {
    let followed = 0;
    const agree = fc.property(question, (asked) => {
      const { readCluster, ends } = read(asked);
      const { verdictToService } = evaluator(readCluster);
      for (const { service, port, protocol } of servicePorts(asked)) {
        const behind = naiveEndpoints(asked.cluster, service, port, protocol);
        const name = { namespace: service.metadata?.namespace ?? '', name: service.metadata?.name ?? '' };
        for (const { endpoint, naive: from } of ends) {
          const expected = behind.map(({ end: to, port: podPort }) => {
            const { egress, ingress } = naivelyAllowed(asked.cluster, { from, to, port: podPort, protocol });
            return { port: podPort, allowed: egress && ingress };
          });
          const { allowed, endpoints } = verdictToService(endpoint, name, port, protocol);
          expect(endpoints.map((each) => ({ port: each.port, allowed: each.allowed }))).toEqual(expected);
          expect(allowed).toBe(expected.length > 0 && expected.every((each) => each.allowed));
          followed += expected.length;
        }
      }
    });
    fc.assert(agree, { numRuns: RUNS });
    // Services without a pod behind their ports would prove little; on average there is one endpoint a run.
    expect(followed).toBeGreaterThan(RUNS / 4);
  });
});
