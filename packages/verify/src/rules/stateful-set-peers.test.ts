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
});
