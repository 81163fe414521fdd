import { isDeepStrictEqual } from 'node:util';
import { type ControlPlane, type Manifest, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { type Fields, fieldsOf, listOf } from '@k8s-blocks/manifest';
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

  /** How the ports of a Service, and those of a container of a Deployment, change. */
  const CHANGES: readonly (readonly [string, readonly (typeof tcp)[], readonly (typeof tcp)[]])[] = [
    ['a second protocol', [tcp], [tcp, udp]],
    ['one protocol less', [tcp, udp], [tcp]],
    ['another protocol', [tcp], [{ ...tcp, protocol: 'UDP' }]],
    ['another number', [tcp, web], [tcp, { ...web, port: 81 }]],
    ['another target of the second', [tcp, udp], [tcp, { ...udp, targetPort: 99 }]],
    ['another port beside both', [tcp, udp], [tcp, udp, web]],
    ['both at once', [web], [web, tcp, udp]],
    ['none of both', [web, tcp, udp], [web]],
  ];
  const nameOf = (what: string) => what.replaceAll(' ', '-');
  const withPorts = (what: string, ports: readonly (typeof tcp)[]): readonly Manifest[] => [
    manifestOf('v1 Service', nameOf(what), { spec: { selector: labels, ports } }),
    deploymentWith(nameOf(what), ports.map(inContainer)),
  ];

  describe('of changed ports', () => {
    /** What the server has of each object, after an apply of its change in either way. */
    let applied: ReadonlyMap<string, unknown>;
    let appliedByServer: ReadonlyMap<string, unknown>;
    // All changes in each run of kubectl: a process for each object would take minutes.
    beforeAll(async () => {
      const old = CHANGES.flatMap(([what, before]) => withPorts(what, before));
      const wanted = CHANGES.flatMap(([what, , after]) => withPorts(what, after));
      expect(await apply(old)).toMatchObject({ exitCode: 0 });
      // It refuses some, and applies the others.
      await apply(wanted);
      applied = await storedPorts();
      await server.kubectl(['delete', 'services,deployments', '--all', '-n', 'shop']);
      for (const each of [old, wanted]) expect(await apply(each, '--server-side')).toMatchObject({ exitCode: 0 });
      appliedByServer = await storedPorts();
    }, START);

    it.each(CHANGES)('%s of a port', (what, before, after) => {
      const olds = withPorts(what, before);
      for (const [index, wanted] of withPorts(what, after).entries()) {
        const old = olds[index];
        const isSaid = compareBuilds([old], [wanted]).consequences.some(({ effect }) => effect === 'misapplied');
        const isApplied = isDeepStrictEqual(applied.get(keyOf(wanted)), portsOf(wanted));
        expect({ old, wanted, isSaid }).toEqual({ old, wanted, isSaid: !isApplied });
        expect(appliedByServer.get(keyOf(wanted))).toEqual(portsOf(wanted));
      }
    });
  });

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

  const apply = (objects: readonly Manifest[], ...options: readonly string[]) =>
    server.kubectl(
      ['apply', ...options, '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    );

  /** The ports of each object that the server has. */
  async function storedPorts(): Promise<ReadonlyMap<string, unknown>> {
    const { stdout } = await server.kubectl(['get', 'services,deployments', '-n', 'shop', '-o', 'json']);
    const { items } = JSON.parse(stdout) as { readonly items: readonly Manifest[] };
    return new Map(items.map((object) => [keyOf(object), portsOf(object)]));
  }

  const keyOf = ({ kind, metadata }: Manifest) => `${kind} ${metadata?.name}`;

  /** The ports of a Service, or of the container of a Deployment. */
  function portsOf(object: Manifest): unknown {
    const { ports, template } = fieldsOf(fieldsOf(object).spec);
    const [container] = listOf(fieldsOf(fieldsOf(template).spec).containers);
    return object.kind === 'Service' ? ports : fieldsOf(container).ports;
  }
});

function manifestOf(type: string, name: string, fields: Fields): Manifest {
  const [apiVersion = '', kind = ''] = type.split(' ');
  return { apiVersion, kind, ...fields, metadata: { name, namespace: 'shop' } };
}
