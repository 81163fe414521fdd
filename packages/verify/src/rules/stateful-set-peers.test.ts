import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('replicas that call one another by name', () => {
  it('name all replicas', () => {
    expect(found('stateful-set-peers', shopWith('StatefulSet ledger', 'spec.replicas', 3))).toEqual([
      'StatefulSet ledger in bank › spec.replicas',
    ]);
  });
  it('start together', () => {
    expect(found('stateful-set-peers', shopWith('StatefulSet ledger', 'spec.podManagementPolicy', undefined))).toEqual([
      'StatefulSet ledger in bank › spec.podManagementPolicy',
    ]);
  });
  it('are in DNS before they are ready', () => {
    expect(
      found('stateful-set-peers', shopWith('Service ledgers', 'spec.publishNotReadyAddresses', undefined)),
    ).toEqual(['Service ledgers in bank › spec.publishNotReadyAddresses']);
  });
  it('have names only by a headless Service', () => {
    expect(found('stateful-set-peers', shopWith('Service ledgers', 'spec.clusterIP', undefined))).toEqual([
      'Service ledgers in bank › spec.clusterIP',
    ]);
  });
  it('may name the first alone, or some as seeds', () => {
    const three = shopWith('StatefulSet ledger', 'spec.replicas', 3);
    const naming = (key: string, ...pods: readonly number[]) => {
      const value = pods.map((pod) => `ledger-${pod}.ledgers.bank.svc.cluster.local:3000`).join();
      const ordered = shopWith('StatefulSet ledger', 'spec.podManagementPolicy', undefined, three);
      const withoutArgs = shopWith('StatefulSet ledger', 'pod.containers.0.args', undefined, ordered);
      return shopWith('StatefulSet ledger', 'pod.containers.0.env', [{ name: key, value }], withoutArgs);
    };
    expect(found('stateful-set-peers', naming('LEADER', 0))).toEqual([]);
    expect(found('stateful-set-peers', naming('CASSANDRA_SEEDS', 0, 1))).toEqual([]);
    expect(found('stateful-set-peers', naming('PEERS', 0, 1))).toContain('StatefulSet ledger in bank › spec.replicas');
  });
});
