import { anywhere, type Connection, connection, contract, stack } from '@k8s-blocks/topology';
import { builtCluster, INTERNET, OTHER_POD } from '@k8s-blocks/verify';
import { describe, expect, it } from 'vitest';
import { reportData } from './collect.ts';
import type { MatrixData, ReportData } from './report-data.ts';

const COUNT = 5;

/** Services that call one another and themselves, each with a policy, but for the last. */
const names = Array.from({ length: COUNT }, (_, index) => `s${index}`);
const contracts = names.map((name) =>
  contract({ name, selector: { app: name }, ports: { http: { port: 80, containerPort: 8080 } } }),
);
const connections = contracts.flatMap((caller, index): Connection[] => {
  const callee = contracts[(index * 2 + 1) % COUNT];
  return callee === undefined ? [] : [connection(caller, callee.ports.http, `call ${index}`, { needed: 'later' })];
});
const [first] = contracts;
if (first === undefined) throw new Error('There is no service.');
const map = stack({
  services: contracts,
  environments: { base: {} },
  connections: [...connections, connection(anywhere, first.ports.http, 'customers')],
});

const pod = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  podSelector: { matchLabels: { app: name } },
});

function objectsOf(name: string): object[] {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [{ name, ports: [{ containerPort: 8080 }] }] } };
  const metadata = { name, namespace: name };
  const callees = connections.filter(({ from }) => 'name' in from && from.name === name);
  const callers = connections.filter(({ to }) => 'contract' in to && to.contract === name);
  const ports = [{ port: 8080 }];
  const spec = {
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress', 'Egress'],
    ingress: callers.map(({ from }) => ({ from: [pod('name' in from ? from.name : '')], ports })),
    egress: callees.map(({ to }) => ({ to: [pod('contract' in to ? to.contract : '')], ports })),
  };
  return [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector: { matchLabels: labels }, template } },
    ...(name === 's4' ? [] : [{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec }]),
  ];
}

const services = names.map((service) => ({ service, objects: objectsOf(service) }));
const input = {
  objects: services.flatMap(({ objects }) => objects).map((object, index) => ({ object, document: `#${index}` })),
};
const environments = [{ name: 'base', services, input }];
const report = reportData({ title: 'ring', mapFile: 'map.ts', stack: map, environments, findings: [], waived: [] });

/** The reason of a cell, as the page reads it. */
function reasonOf(
  { reasons }: ReportData,
  matrix: MatrixData,
  side: 'egress' | 'ingress',
  source: number,
  target: number,
) {
  const exceptions = side === 'egress' ? matrix.egressExceptions : matrix.ingressExceptions;
  for (let at = 0; at < exceptions.length; at += 3) {
    if (exceptions[at] === source && exceptions[at + 1] === target) return reasons[exceptions[at + 2] ?? -1];
  }
  return reasons[(side === 'egress' ? matrix.egress[source] : matrix.ingress[target]) ?? -1];
}

describe('the data of a report', () => {
  const [{ matrix } = { matrix: undefined }] = report.environments;
  if (matrix === undefined) throw new Error('There is no environment.');

  it('has in each cell of the matrix what the evaluator says', () => {
    const { cluster, evaluator } = builtCluster(input);
    const endpoints = [...cluster.pods, OTHER_POD, INTERNET];
    const kinds = new Set<string>();
    for (const [source, from] of endpoints.entries()) {
      for (const [target, to] of cluster.pods.entries()) {
        const verdict = evaluator.verdict(from, to, 8080, 'TCP');
        for (const side of ['egress', 'ingress'] as const) {
          const reason = reasonOf(report, matrix, side, source, target);
          const expected = verdict[side];
          kinds.add(expected.reason);
          expect(reason?.kind).toBe(expected.reason === 'not-isolated' ? 'open' : expected.reason);
          if (reason?.kind === 'rule' && expected.reason === 'rule')
            expect(reason.rule.field).toBe(expected.rule.field);
        }
      }
    }
    expect(matrix.sources).toHaveLength(endpoints.length);
    expect([...kinds].sort()).toEqual(['isolated', 'not-isolated', 'rule']);
  });

  it('says of each connection whether both sides let it through', () => {
    const works = report.connections.map(({ why, environments: [here] }) => {
      const sides = [here?.verdict?.egress, here?.verdict?.ingress].map((each) => report.reasons[each ?? -1]?.kind);
      return `${why}: ${sides.join(', ')}`;
    });
    expect(works).toContain('call 0: rule, rule');
    expect(works).toContain('call 4: open, open');
    expect(works).toContain('customers: open, isolated');
  });

  it('has each reason once', () => {
    const texts = report.reasons.map((reason) => JSON.stringify(reason));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('says rules in words', () => {
    const rules = report.reasons.flatMap((reason) => (reason.kind === 'rule' ? [reason.rule] : []));
    expect(rules).toContainEqual(
      expect.objectContaining({ peers: ['app=s1 in namespace s1'], ports: 'port 8080/TCP' }),
    );
  });

  it('is plain: JSON has all of it', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});
