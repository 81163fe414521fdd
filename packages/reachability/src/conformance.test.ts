import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clusterOf, evaluator, offeredPorts } from './index.ts';
import type { Protocol } from './model.ts';

/** The connectivity cases of the Kubernetes end-to-end NetworkPolicy suite, re-encoded as data. */
interface Cases {
  readonly podIPs: Readonly<Record<string, string>>;
  readonly cases: readonly {
    readonly id: string;
    readonly name: string;
    readonly pods: readonly string[];
    readonly steps: readonly Step[];
  }[];
}

interface Step {
  readonly policies: readonly { readonly name: string; readonly ns: string; readonly spec: unknown }[];
  readonly extraNamespaceLabels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly extraPodLabels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly probes: readonly Probe[];
}

interface Probe {
  readonly port: number;
  readonly protocol: Protocol;
  readonly denied: readonly string[];
  readonly allowed: readonly string[];
}

const file = new URL('../test-data/networkpolicy-conformance.json', import.meta.url);
const { podIPs, cases }: Cases = JSON.parse(readFileSync(file, 'utf8'));
const containers = [80, 81].flatMap((port) =>
  (['TCP', 'UDP', 'SCTP'] as const).map((protocol) => ({
    name: `serve-${port}-${protocol.toLowerCase()}`,
    ports: [{ containerPort: port, protocol, name: `serve-${port}-${protocol.toLowerCase()}` }],
  })),
);

function manifestsOf(pods: readonly string[], step: Step): readonly unknown[] {
  const namespaces = new Set(pods.map((pod) => pod.split('/')[0] ?? ''));
  return [
    ...[...namespaces].map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { ns: name, ...step.extraNamespaceLabels[name] } },
    })),
    ...pods.map((pod) => {
      const [namespace, name] = pod.split('/');
      const labels = { pod: name, ...step.extraPodLabels[pod] };
      const metadata = { namespace, name, labels };
      return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers }, status: { podIP: podIPs[pod] } };
    }),
    ...step.policies.map(({ name, ns, spec }) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace: ns },
      spec,
    })),
  ];
}

/** The pairs of different pods that the plain evaluator and the matrix, which must agree, allow. */
function allowedPairs(pods: readonly string[], step: Step, { port, protocol }: Probe): readonly string[] {
  const cluster = clusterOf(manifestsOf(pods, step));
  const { verdict, matrix } = evaluator(cluster);
  const targets = offeredPorts(cluster).filter((target) => target.port === port && target.protocol === protocol);
  const { allows } = matrix(cluster.pods, targets);
  return pods.flatMap((from, source) =>
    pods.flatMap((to, target) => {
      const [sourcePod, targetPod] = [cluster.pods[source], cluster.pods[target]];
      if (sourcePod === undefined || targetPod === undefined || source === target) return [];
      const { allowed } = verdict(sourcePod, targetPod, port, protocol);
      expect(allows(source, target)).toBe(allowed);
      return allowed ? [`${from} -> ${to}`] : [];
    }),
  );
}

describe('the upstream end-to-end suite', () => {
  it('has 48 cases', () => expect(cases).toHaveLength(48));

  it.each(cases)('$id: $name', ({ pods, steps }) => {
    for (const step of steps) {
      for (const probe of step.probes) {
        const pairs = pods.flatMap((from) => pods.filter((to) => to !== from).map((to) => `${from} -> ${to}`));
        expect(allowedPairs(pods, step, probe)).toEqual(pairs.filter((pair) => !probe.denied.includes(pair)));
        expect(allowedPairs(pods, step, probe).toSorted()).toEqual(probe.allowed.toSorted());
      }
    }
  });
});
