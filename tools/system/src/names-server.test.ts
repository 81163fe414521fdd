import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apps, ENVIRONMENTS } from './names.test-helper.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

describe.skipIf(skipped !== undefined)('a real API server', () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
  }, START);
  afterAll(() => server?.stop(), START);

  it.each(ENVIRONMENTS)(
    'accepts the objects of services in one cluster, with names made by the way "%s"',
    async (environment) => {
      const objects = apps.flatMap(({ resources }) => resources()[environment] ?? []);
      const refused: string[] = [];
      // Created for good: the environments are in one cluster, and each name in it is taken once.
      for (const object of objects.toSorted(
        (a, b) => Number(b.kind === 'Namespace') - Number(a.kind === 'Namespace'),
      )) {
        const { apiVersion = '', kind = '', metadata } = object;
        // Its definitions of custom resources are not known here.
        if (/^(?:bitnami|gateway)\./.test(apiVersion)) continue;
        const { status, message } = await server.create({ ...object, apiVersion, kind, metadata: { ...metadata } });
        if (status >= 400) refused.push(`${kind} ${metadata?.name}: ${message}`);
      }
      expect(refused).toEqual([]);
    },
  );
});
