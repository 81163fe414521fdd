import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestYaml } from '@k8s-blocks/kustomize';
import { clusterNetworkPolicy, STACK_POLICY_FILE } from '@k8s-blocks/policies';
import { contract, stack } from '@k8s-blocks/topology';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeStack } from './judge-stack.ts';
import { readStackPolicy } from './read-stack-policy.ts';

const shop = contract({ name: 'shop', ports: {} });
function mapWith(name: string) {
  return stack({
    services: [shop],
    environments: {
      base: {},
      staging: { suffix: '-staging', clusterNetworkPolicy: { name: 'shop-staging' } },
      load: { suffix: '-load', clusterNetworkPolicy: { name } },
    },
    connections: [],
  });
}
const map = mapWith('shop-load');

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'stack-policy-'));
});
afterEach(() => rm(root, { recursive: true }));

async function emit(of: typeof map) {
  for (const environment of ['staging', 'load'] as const) {
    const folder = join(root, 'overlays', environment);
    const policy = clusterNetworkPolicy(of, environment);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, STACK_POLICY_FILE), manifestYaml(policy === undefined ? [] : [policy]));
  }
}

describe('the policy of a whole stack', () => {
  it('is read as it was emitted with the map, in the environments that have one', async () => {
    await emit(map);
    const [build] = await readStackPolicy(map, map.environments.staging, { root });
    expect(build?.objects).toMatchObject([{ kind: 'ClusterNetworkPolicy', metadata: { name: 'shop-staging' } }]);
    expect(await readStackPolicy(map, map.environments.base, { root })).toEqual([]);
  });

  it('is an error where it was not emitted', async () => {
    const [build] = await readStackPolicy(map, map.environments.staging, { root });
    const { findings } = judgeStack(map, { staging: build === undefined ? [] : [build] });
    expect(findings.map(({ rule, service, problem, file }) => ({ rule, service, problem, file }))).toEqual([
      {
        rule: 'unreadable',
        service: 'map',
        problem: 'The environment has a ClusterNetworkPolicy, which was not emitted.',
        file: join(root, 'overlays/staging/clusternetworkpolicy.yaml'),
      },
    ]);
  });

  it('has another name in each environment of a cluster', async () => {
    const same = mapWith('shop-staging');
    await emit(same);
    const { staging, load } = same.environments;
    const builds = {
      staging: [...(await readStackPolicy(same, staging, { root }))],
      load: [...(await readStackPolicy(same, load, { root }))],
    };
    const { findings } = judgeStack(same, builds);
    expect(findings.map(({ rule, object }) => `${rule}: ${object}`)).toContain(
      'shared-object: ClusterNetworkPolicy shop-staging',
    );
  });
});
