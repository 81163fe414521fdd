import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { fieldsOf, findKind, listOf, servedKinds, textOf } from '@k8s-blocks/manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

/** A kind as the discovery of an API server says it. */
interface Served {
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly scales: boolean;
}

describe.skipIf(skipped !== undefined)('the table of kinds', () => {
  let server: ControlPlane;
  let kinds: readonly Served[];
  beforeAll(async () => {
    server = await startControlPlane();
    kinds = await kindsServed(server);
  }, START);
  afterAll(() => server?.stop(), START);

  it('has every kind that a real API server serves, in its version', () => {
    expect(kinds.length).toBeGreaterThan(50);
    expect(kinds.filter(({ apiVersion, kind }) => servedKinds(apiVersion)?.includes(kind) !== true)).toEqual([]);
  });

  it('says of each whether it is in namespaces, and whether it scales', () => {
    const there = kinds.map(({ group, kind, scope, scales }) => ({ group, kind, scope, scales }));
    const here = kinds.map(({ group, kind }) => {
      return {
        group,
        kind,
        scope: findKind({ group, kind })?.scope,
        scales: findKind({ group, kind })?.scales === true,
      };
    });
    expect(here).toEqual(there);
  });
});

async function kindsServed(server: ControlPlane): Promise<readonly Served[]> {
  const { groups } = fieldsOf(await discovered(server, '/apis'));
  const versions = listOf(groups).flatMap((group) => listOf(fieldsOf(group).versions));
  const apiVersions = versions.map((version) => textOf(fieldsOf(version).groupVersion) ?? '');
  const found = await Promise.all(['v1', ...apiVersions].map((apiVersion) => kindsOf(server, apiVersion)));
  return found.flat();
}

async function kindsOf(server: ControlPlane, apiVersion: string): Promise<readonly Served[]> {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const list = await discovered(server, group === '' ? '/api/v1' : `/apis/${apiVersion}`);
  const resources = listOf(fieldsOf(list).resources).map(fieldsOf);
  const names = new Set(resources.map(({ name }) => name));
  // What is below another resource, as `pods/log`, has no objects.
  const whole = resources.filter(({ name }) => typeof name === 'string' && !name.includes('/'));
  return whole.map(({ name, kind, namespaced }) => {
    const scope = namespaced === true ? 'Namespaced' : 'Cluster';
    return { apiVersion, group, kind: String(kind), scope, scales: names.has(`${name}/scale`) };
  });
}

async function discovered(server: ControlPlane, path: string): Promise<unknown> {
  const { stdout } = await server.kubectl(['get', '--raw', path]);
  return JSON.parse(stdout);
}
