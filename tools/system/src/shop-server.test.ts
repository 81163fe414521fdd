import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { Refusal } from '@k8s-blocks/refusal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineKinds } from './definitions-below.ts';
import { builtShop, ENVIRONMENTS, type ShopObject } from './shop.test-helper.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

/** The folder of the definitions of custom resources. */
const DEFINITIONS = process.env.K8S_BLOCKS_CRDS ?? '';

/** What a server knows by a definition alone. */
const CUSTOM_RESOURCES = [
  ...['Certificate', 'CiliumNetworkPolicy', 'ExternalSecret', 'HTTPRoute', 'SealedSecret', 'ServiceMonitor'],
];

const START = 180_000;

describe.skipIf(skipped !== undefined)('a real API server', () => {
  let server: ControlPlane;
  const leftOut = new Set<string>();
  beforeAll(async () => {
    server = await startControlPlane();
    if (DEFINITIONS !== '') await defineKinds(server, DEFINITIONS, CUSTOM_RESOURCES);
  }, START);
  afterAll(async () => {
    await server?.stop();
    const unknown = [...leftOut].sort().join(', ');
    if (unknown !== '') console.log(`K8S_BLOCKS_CRDS has no definition of ${unknown}: these were not asked about.`);
  }, START);

  it.each(ENVIRONMENTS)('accepts the objects of the shop in %s', async (environment) => {
    const objects = await builtShop(environment);
    const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
    // The regions have equal ones: each is in a cluster of its own.
    for (const each of namespaces) expect([201, 409]).toContain((await server.create(each)).status);
    const others = objects.filter(({ kind }) => kind !== 'Namespace');
    const refused: string[] = [];
    for (const object of others) {
      const answer = await ask(object);
      if (answer !== undefined) refused.push(`${object.kind} ${object.metadata.name}: ${answer}`);
    }
    expect(refused).toEqual([]);
    expect(CUSTOM_RESOURCES).toEqual(expect.arrayContaining([...leftOut]));
  });

  /** What the server says against an object, and what it warns of; undefined if nothing. */
  async function ask(object: ShopObject): Promise<string | undefined> {
    try {
      const { status, message, warnings } = await server.create(object, { dryRun: true });
      return status < 400 && warnings.length === 0 ? undefined : [message, ...warnings].join(' ');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      leftOut.add(object.kind);
      return undefined;
    }
  }
});
