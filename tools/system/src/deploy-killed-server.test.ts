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

  /** How long a process of its own takes for all, in milliseconds. */
  let duration = 0;
  /** Two states to deploy, as options, each with what the cluster then holds. */
  const wanted: { readonly trees: readonly string[]; readonly state: readonly string[] }[] = [];
  beforeAll(async () => {
    for (const trees of [await target.withTag('agent-runtime', 'staging', 'v2'), []]) {
      const begin = performance.now();
      expect(await target.begin('staging', '--yes', ...trees).ended).toMatchObject({ code: 0 });
      duration = performance.now() - begin;
      wanted.push({ trees, state: await state() });
    }
  }, TIMEOUT);

  const numbers = Array.from({ length: runs({ usual: 2, long: 60 }) }, (_, index) => index);
  it.each(numbers)('leaves what the next run finishes, as if nothing had been (%i)', async (number) => {
    // Now and then from nothing, else to another image.
    if (number % 4 === 0) await removeAll();
    const { trees = [], state: end } = wanted[number % 2] ?? {};
    const killed = target.begin('staging', '--yes', ...trees);
    await sleep(randomInt(Math.ceil(duration * 1.2)));
    killed.process.kill('SIGKILL');
    const { code: first } = await killed.ended;
    const again = await target.deploy('staging', ...trees);
    expect({ ...again, first }).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/staging is ready\.\n$/),
    });
    expect(await state()).toEqual(end);
  });
});
