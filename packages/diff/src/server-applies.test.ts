import { isDeepStrictEqual } from 'node:util';
import { type ControlPlane, type Manifest, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { type Fields, fieldsOf } from '@k8s-blocks/manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareBuilds } from './compare-builds.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;
const labels = { app: 'web' };
const selector = { matchLabels: labels };

describe.skipIf(skipped !== undefined)('what is said of an apply without --server-side is what kubectl does', () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
    await server.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  }, START);
  afterAll(() => server?.stop(), START);

  const tcp = { name: 'tcp', port: 53, protocol: 'TCP', targetPort: 53 };
  const udp = { name: 'udp', port: 53, protocol: 'UDP', targetPort: 53 };
  const web = { name: 'web', port: 80, protocol: 'TCP', targetPort: 80 };
  const inContainer = ({ name, port, protocol }: typeof tcp) => ({ name, containerPort: port, protocol });

  it.each<[string, readonly (typeof tcp)[], readonly (typeof tcp)[]]>([
    ['a second protocol', [tcp], [tcp, udp]],
    ['one protocol less', [tcp, udp], [tcp]],
    ['another protocol', [tcp], [{ ...tcp, protocol: 'UDP' }]],
    ['another number', [tcp, web], [tcp, { ...web, port: 81 }]],
    ['another target of the second', [tcp, udp], [tcp, { ...udp, targetPort: 99 }]],
    ['another port beside both', [tcp, udp], [tcp, udp, web]],
    ['both at once', [web], [web, tcp, udp]],
    ['none of both', [web, tcp, udp], [web]],
  ])(
    '%s of a port',
    async (what, before, after) => {
      const name = what.replaceAll(' ', '-');
      const pairs: readonly (readonly [Manifest, Manifest, readonly string[]])[] = [
        [
          manifestOf('v1 Service', name, { spec: { selector: labels, ports: before } }),
          manifestOf('v1 Service', name, { spec: { selector: labels, ports: after } }),
          ['spec', 'ports'],
        ],
        [
          deploymentWith(name, before.map(inContainer)),
          deploymentWith(name, after.map(inContainer)),
          ['spec', 'template', 'spec', 'containers', '0', 'ports'],
        ],
      ];
      for (const [old, wanted, path] of pairs) {
        const isSaid = compareBuilds([old], [wanted]).consequences.some(({ effect }) => effect === 'misapplied');
        expect(await server.kubectl(['apply', '-f', '-'], JSON.stringify(old))).toMatchObject({ exitCode: 0 });
        await server.kubectl(['apply', '-f', '-'], JSON.stringify(wanted));
        expect({ old, wanted, isSaid }).toEqual({
          old,
          wanted,
          isSaid: !isDeepStrictEqual(await stored(wanted, path), at(wanted, path)),
        });
        await server.kubectl(['delete', wanted.kind, '-n', 'shop', name]);
        for (const each of [old, wanted])
          await server.kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify(each));
        expect(await stored(wanted, path)).toEqual(at(wanted, path));
      }
    },
    START,
  );

  it(
    'an object that is too large',
    async () => {
      for (const size of [261_900, 262_000, 300_000]) {
        const big = manifestOf('v1 ConfigMap', `big-${size}`, { data: { a: '<'.repeat(4) + 'x'.repeat(size) } });
        const { exitCode } = await server.kubectl(['apply', '-f', '-'], JSON.stringify(big));
        const said = compareBuilds([], [big]).consequences.filter(({ effect }) => effect === 'misapplied');
        expect([size, said.length]).toEqual([size, exitCode]);
        const serverSide = await server.kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify(big));
        expect(serverSide.exitCode).toBe(0);
      }
    },
    START,
  );

  function deploymentWith(name: string, containerPorts: readonly Fields[]): Manifest {
    const containers = [{ name: 'web', image: 'web:1', ports: containerPorts }];
    return manifestOf('apps/v1 Deployment', name, {
      spec: { selector, template: { metadata: { labels }, spec: { containers } } },
    });
  }

  function at(value: unknown, path: readonly string[]): unknown {
    return path.reduce<unknown>(
      (inner, step) => (Array.isArray(inner) ? inner[Number(step)] : fieldsOf(inner)[step]),
      value,
    );
  }

  async function stored({ kind, metadata: { name } = {} }: Manifest, path: readonly string[]): Promise<unknown> {
    const { stdout } = await server.kubectl(['get', kind, '-n', 'shop', String(name), '-o', 'json']);
    return at(JSON.parse(stdout), path);
  }
});

function manifestOf(type: string, name: string, fields: Fields): Manifest {
  const [apiVersion = '', kind = ''] = type.split(' ');
  return { apiVersion, kind, ...fields, metadata: { name, namespace: 'shop' } };
}
