import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apps } from './parties.test-helper.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

describe.skipIf(skipped !== undefined)('a real API server', () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
  }, START);
  afterAll(() => server?.stop(), START);

  it('accepts the objects of a stack that talks to every kind of party, and warns of none', async () => {
    const refused: string[] = [];
    const objects = apps.flatMap(({ resources }) => resources().known ?? []);
    const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
    for (const object of [...namespaces, ...objects.filter((each) => !namespaces.includes(each))]) {
      const { status, message, warnings } = await server.create(object);
      if (status >= 400) refused.push(`${object.kind}: ${message}`);
      refused.push(...warnings);
    }
    expect(refused).toEqual([]);
  });
});
