import { rm, symlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRepository, type Repository } from './repository.test-helper.ts';

const FILE = 'k8s/base/clusternetworkpolicy.yaml';

function policy(priority: number): string {
  return `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: all }
spec:
  tier: Baseline
  priority: ${priority}
  subject: { namespaces: {} }
  egress: [{ action: Deny, to: [{ namespaces: {} }] }]
`;
}

let repository: Repository;
beforeEach(async () => {
  repository = await makeRepository();
});
afterEach(() => repository.remove());

describe('the policy of a whole stack', () => {
  it('is compared, though it belongs to no service', async () => {
    await repository.write(FILE, policy(10));
    await repository.commit();
    expect((await repository.diff()).stdout).toBe('base: nothing differs');
    await repository.write(FILE, policy(11));
    expect((await repository.diff()).stdout).toContain('ClusterNetworkPolicy all');
    await rm(FILE);
    expect((await repository.diff()).stdout).toContain('what it accepted is left to others');
  });

  it('that is a link out of the trees is not read', async () => {
    await repository.write('k8s/base/other.yaml', '');
    await symlink('/etc/hostname', FILE);
    await repository.commit();
    const { stdout } = await repository.diff();
    expect(stdout).toContain('The policy of the whole stack is not compared: ');
    expect(stdout).toContain('base/clusternetworkpolicy.yaml leads out of the trees.');
  });
});
