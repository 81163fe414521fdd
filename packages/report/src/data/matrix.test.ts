import { locate } from '@k8s-blocks/findings';
import { connection, contract, outsideNetwork, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { reportData } from './collect.ts';
import type { MatrixData } from './report-data.ts';

const NETWORKS = ['198.51.100.0/24', '2001:db8::/32'];

/** A backup that calls an archive outside, and is called from there, with a policy that lets through some blocks on some ports. */
function backupWith(blocks: readonly string[], ports: object) {
  const metadata = { name: 'backup', namespace: 'backup' };
  const labels = { app: 'backup' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', ports: [{ containerPort: 8080 }] }] } };
  const peers = blocks.map((cidr) => ({ ipBlock: { cidr } }));
  const spec = {
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress', 'Egress'],
    egress: [{ to: peers, ports: [ports] }],
    ingress: [{ from: peers, ports: [{ port: 8080 }] }],
  };
  const objects = [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector: { matchLabels: labels }, template } },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec },
  ];
  const backup = contract({ name: 'backup', selector: labels, ports: { http: 8080 } });
  const archive = outsideNetwork('the archive', NETWORKS);
  const map = stack({
    services: [backup],
    environments: { base: {} },
    connections: [
      connection(backup, archive.portRange(8000, 9000), 'keep'),
      connection(archive, backup.ports.http, 'restore'),
    ],
  });
  const environments = [
    { name: 'base', services: [{ service: 'backup', objects }], input: { objects: locate(objects) } },
  ];
  return reportData({ title: 'backups', mapFile: 'map.ts', stack: map, environments, findings: [], waived: [] });
}

/** The positions of the reasons of a cell. */
function cellAt(matrix: MatrixData | undefined, source: number, target: number) {
  const reasonIn = (usual: number | undefined, exceptions: readonly number[] = []) => {
    const at = exceptions.findIndex((each, index) => {
      return index % 3 === 0 && each === source && exceptions[index + 1] === target;
    });
    return at < 0 ? usual : exceptions[at + 2];
  };
  return {
    egress: reasonIn(matrix?.egress[source], matrix?.egressExceptions),
    ingress: reasonIn(matrix?.ingress[target], matrix?.ingressExceptions),
  };
}

it('a pod outside of the stack has an address, so that a policy for 0.0.0.0/0 admits it', () => {
  const { environments, reasons } = backupWith(['0.0.0.0/0'], { port: 8000 });
  const matrix = environments[0]?.matrix;
  const callers = matrix?.sources.map(({ title }, source) => {
    return `${title}: ${reasons[cellAt(matrix, source, 0).ingress ?? -1]?.kind}`;
  });
  expect(callers?.slice(-2)).toEqual(['any other pod: rule', 'any other address: rule']);
});

describe('a party outside with several addresses and ports', () => {
  it.each([
    {
      title: 'one block, on the first port',
      blocks: NETWORKS.slice(0, 1),
      ports: { port: 8000 },
      kinds: ['isolated', 'isolated'],
    },
    {
      title: 'one block',
      blocks: NETWORKS.slice(0, 1),
      ports: { port: 8000, endPort: 9000 },
      kinds: ['isolated', 'isolated'],
    },
    { title: 'the first port', blocks: NETWORKS, ports: { port: 8000 }, kinds: ['isolated', 'rule'] },
    { title: 'all of it', blocks: NETWORKS, ports: { port: 8000, endPort: 9000 }, kinds: ['rule', 'rule'] },
  ])('is in the matrix as in its connections where a policy lets through $title', ({ blocks, ports, kinds }) => {
    const { connections, environments, reasons } = backupWith(blocks, ports);
    const matrix = environments[0]?.matrix;
    const { sources = [], targets = [] } = matrix ?? {};
    const [own, archive] = [0, 1];
    expect([sources[archive]?.outside, targets[archive]?.outside]).toEqual([0, 0]);
    const [keep, restore] = connections.map((each) => each.environments[0]?.verdict);
    expect([reasons[keep?.egress ?? -1]?.kind, reasons[restore?.ingress ?? -1]?.kind]).toEqual(kinds);
    expect(cellAt(matrix, own, archive)).toEqual(keep);
    expect(cellAt(matrix, archive, own)).toEqual(restore);
  });
});
