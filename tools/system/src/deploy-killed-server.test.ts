/** The command deploy, killed at random moments, on a real control plane with simulated nodes; skipped without it. */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, type ObjectToSend } from '@k8s-blocks/cluster';
import { whySkipped } from '@k8s-blocks/control-plane';
import { asCompared } from '@k8s-blocks/deploy';
import { system } from '@k8s-blocks/stack';
import { runs } from '@k8s-blocks/test-runs';
import { built } from '@k8s-blocks/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderOf } from './committed-builds.ts';
import { DeployTarget } from './deploy-server.test-helper.ts';

const TIMEOUT = 3_600_000;
const skipped = whySkipped({ nodes: 3 });
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

/** Fields that the server gives anew when an object is created again, or that count its changes. */
const OF_ONE_LIFE = /"(?:clusterIPs?|deployment\.kubernetes\.io\/revision)":(?:"[^"]*"|\[[^\]]*\]),?/g;

describe.skipIf(skipped !== undefined)('deploy, killed at any moment,', { timeout: TIMEOUT }, () => {
  let target: DeployTarget;
  beforeAll(async () => {
    target = await DeployTarget.start();
  }, TIMEOUT);
  afterAll(() => target?.stop(), TIMEOUT);

  /** All objects of staging and of the inventory, as the cluster has them. */
  async function state(): Promise<readonly string[]> {
    const builds = await Promise.all(system.startOrder.map(({ name }) => built(folderOf(name, 'staging'))));
    const objects = builds.flatMap(({ objects }) => objects as readonly ((typeof objects)[number] & ObjectToSend)[]);
    const found = await Promise.all(objects.map((object) => target.cluster.get(addressOf(object))));
    const parents = await target.cluster.list('v1', 'ConfigMap', {
      namespace: 'default',
      labelSelector: 'k8s-blocks/stack',
    });
    return [...found, ...parents.items].map((object) => {
      if (object === undefined) throw new Error('An object is not there.');
      return JSON.stringify(asCompared(object)).replaceAll(OF_ONE_LIFE, '');
    });
  }

  async function removeAll(): Promise<void> {
    const namespaces = new Set(system.startOrder.map(({ namespace }) => `${namespace}-staging`));
    const addresses = [...namespaces].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', name }));
    for (const address of addresses) await target.cluster.delete(address);
    await expect
      .poll(async () => Promise.all(addresses.map((address) => target.cluster.get(address))), { timeout: 120_000 })
      .toEqual(addresses.map(() => undefined));
  }

  it('leaves a cluster that the next run finishes, as if nothing had been', async () => {
    const [first, second] = [[], await target.withTag('agent-runtime', 'staging', 'v2')];
    const wanted = new Map<readonly string[], readonly string[]>();
    for (const trees of [second, first]) {
      const begin = performance.now();
      expect(await target.deploy('staging', ...trees)).toMatchObject({ code: 0 });
      wanted.set(trees, await state());
      duration = performance.now() - begin;
    }
    for (let run = 0; run < runs({ usual: 2, long: 60 }); run += 1) {
      // Now and then from nothing, else to another image.
      if (run % 4 === 0) await removeAll();
      const trees = run % 2 === 0 ? second : first;
      const killed = target.begin('staging', '--yes', '--wait', ...trees);
      await sleep(randomInt(Math.ceil(duration * 1.2)));
      killed.process.kill('SIGKILL');
      const { code } = await killed.ended;
      const again = await target.deploy('staging', '--wait', ...trees);
      expect({ ...again, run, first: code }).toMatchObject({
        code: 0,
        stderr: '',
        stdout: expect.stringMatching(/staging is ready\.\n$/),
      });
      expect(await state()).toEqual(wanted.get(trees));
    }
  });

  /** How long a whole run takes, in milliseconds. */
  let duration = 0;
});
