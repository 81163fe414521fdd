import { describe, expect, it } from 'vitest';
import { clusterOf } from './cluster-of.ts';
import { joinedCluster } from './joined-cluster.ts';

const namespace = (name: string, labels: object) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const inNamespace = (kind: string, place: string, name: string) => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : kind === 'Service' ? 'v1' : 'networking.k8s.io/v1',
  kind,
  metadata: { namespace: place, name },
  spec: { selector: {}, podSelector: {}, template: {} },
});
const all = (place: string) =>
  ['Deployment', 'Service', 'NetworkPolicy'].map((kind) => inNamespace(kind, place, 'shop'));

describe('two clusters that are joined', () => {
  it('are the cluster of what was built for both', () => {
    const first = [namespace('a', { team: 'one' }), ...all('a'), ...all('unnamed')];
    const second = [namespace('b', {}), ...all('b')];
    expect(joinedCluster(clusterOf(first), clusterOf(second))).toEqual(clusterOf([...first, ...second]));
  });

  it('keep the labels of a namespace that the other one only names', () => {
    const labelled = [namespace('a', { team: 'one' })];
    const naming = all('a');
    for (const [first, second] of [
      [labelled, naming],
      [naming, labelled],
    ]) {
      const joined = joinedCluster(clusterOf(first ?? []), clusterOf(second ?? []));
      expect(joined.namespaces).toEqual([{ name: 'a', labels: { team: 'one' } }]);
    }
  });

  it('have the labels of the second where those of a namespace differ', () => {
    const joined = joinedCluster(
      clusterOf([namespace('a', { team: 'one', tier: 'x' })]),
      clusterOf([namespace('a', { team: 'two' })]),
    );
    expect(joined.namespaces).toEqual([{ name: 'a', labels: { team: 'two', tier: 'x' } }]);
  });
});
