import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('an entry of the hosts file', () => {
  it('is an address and host names', () => {
    expect(violatingFields('host-aliases', deployment({ hostAliases: [{ ip: '10.0.0', hostnames: ['A'] }] }))).toEqual([
      'pod.hostAliases[0].ip',
      'pod.hostAliases[0].hostnames[0]',
    ]);
  });

  it('of an odd form is refused by Kubernetes 1.36', () => {
    expect(violatingFields('host-aliases', deployment({ hostAliases: [{ ip: '010.0.0.1' }] }))).toEqual([
      'pod.hostAliases[0].ip',
    ]);
  });
});
