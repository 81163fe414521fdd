/** Against the real API server and its controllers; skipped without them. */
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ObjectToSend } from '@k8s-blocks/cluster';
import { controlPlaneAssets } from '@k8s-blocks/control-plane';
import { fieldsOf } from '@k8s-blocks/manifest';
import { expect, it } from 'vitest';
import { FIELD_MANAGER, type Inventory, openInventory, type PruneOptions, prune } from '../index.ts';
import { describeOnServer, TIMEOUT } from '../server.test-helper.ts';

let stacks = 0;

describeOnServer('an inventory in a cluster', { controllers: true }, (server) => {
  /** Another stack for each test, with a namespace of its own. */
  const newStack = () => {
    stacks += 1;
    return { stack: `shop-${stacks}`, environment: 'staging', namespace: 'default' };
  };
  const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const of = (kind: string, name: string, ns: string, rest: object = {}): ObjectToSend => {
    const metadata = { name, namespace: ns };
    return { apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1', kind, metadata, ...rest };
  };
  const service = (name: string, ns: string) => of('Service', name, ns, { spec: { ports: [{ port: 80 }] } });
  const configMap = (name: string, ns: string) => of('ConfigMap', name, ns, { data: { a: '1' } });
  const deployment = (name: string, ns: string) =>
    of('Deployment', name, ns, {
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', image: 'main:1' }] } },
      },
    });
  const claim = (name: string, ns: string) =>
    of('PersistentVolumeClaim', name, ns, {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });

  /** The objects of each service; those of the whole stack under an empty name. */
  type Build = Readonly<Record<string, readonly ObjectToSend[]>>;

  async function deploy(inventory: Inventory, build: Build): Promise<void> {
    for (const [name, objects] of Object.entries(build)) {
      const ofService = name === '' ? undefined : name;
      await inventory.prepare(ofService, objects);
      for (const object of objects) {
        await server.cluster.apply(inventory.asMember(ofService, object), { fieldManager: FIELD_MANAGER });
      }
    }
  }

  const pruneTo = (inventory: Inventory, build: Build, options: Partial<PruneOptions> = {}) =>
    prune(server.cluster, inventory, {
      startOrder: Object.keys(build),
      wanted: Object.values(build).flat(),
      ...options,
    });

  const parents = async (stack: string) => {
    const labelSelector = `k8s-blocks/stack=${stack}`;
    const { items } = await server.cluster.list('v1', 'ConfigMap', { namespace: 'default', labelSelector });
    return Object.fromEntries(items.map(({ metadata }) => [metadata.name, fieldsOf(metadata.annotations)]));
  };
  const titles = (members: readonly { readonly reference: { readonly kind: string; readonly name: string } }[]) =>
    members.map(({ reference }) => `${reference.kind} ${reference.name}`);
  const exists = async (object: ObjectToSend) => {
    const { name = '', namespace: ns = '' } = { namespace: '', ...object.metadata };
    return (await server.cluster.get({ ...object, name, namespace: ns })) !== undefined;
  };

  it('says of each service which kinds it has, and where, before they are applied', async () => {
    const stack = newStack();
    const inventory = await openInventory(server.cluster, stack);
    await inventory.prepare('web', [namespace('x'), service('web', 'x'), deployment('web', 'x')]);
    expect(await parents(stack.stack)).toEqual({
      [`${stack.stack}.staging.web`]: {
        'applyset.kubernetes.io/tooling': 'k8s-blocks/v1.0.0',
        'applyset.kubernetes.io/contains-group-kinds': 'Deployment.apps,Namespace,Service',
        'applyset.kubernetes.io/additional-namespaces': 'x',
        'k8s-blocks/namespaces': 'x',
      },
    });
  });

  it('is pruned of what left the build, last what others need, and is narrowed to what there is', async () => {
    const stack = newStack();
    const ns = stack.stack;
    const before = {
      database: [namespace(ns), service('database', ns), configMap('database', ns)],
      web: [service('web', ns), deployment('web', ns), configMap('web', ns)],
    };
    await deploy(await openInventory(server.cluster, stack), before);
    const after = { database: [namespace(ns), service('database', ns)], web: [service('web', ns)] };
    const inventory = await openInventory(server.cluster, stack);
    const { deleted, kept, pending } = await pruneTo(inventory, after);
    expect(titles(deleted)).toEqual(['Deployment web', 'ConfigMap web', 'ConfigMap database']);
    expect([kept, pending]).toEqual([[], []]);
    expect((await parents(ns))[`${ns}.staging.web`]).toMatchObject({
      'applyset.kubernetes.io/contains-group-kinds': 'Service',
    });
    expect(await exists(service('web', ns))).toBe(true);
    expect(titles((await pruneTo(inventory, after)).deleted)).toEqual([]);
  });

  it('finds what is left of a service that left the map, and forgets the service then', async () => {
    const stack = newStack();
    const ns = stack.stack;
    await deploy(await openInventory(server.cluster, stack), { web: [namespace(ns)], gone: [service('gone', ns)] });
    const build = { web: [namespace(ns)] };
    await deploy(await openInventory(server.cluster, stack), build);
    const { deleted } = await pruneTo(await openInventory(server.cluster, stack), build);
    expect(titles(deleted)).toEqual(['Service gone']);
    expect(Object.keys(await parents(ns))).toEqual([`${ns}.staging.web`]);
  });

  it('finds what a run has applied that was ended before its end', async () => {
    const stack = newStack();
    const ns = stack.stack;
    const build = { web: [namespace(ns), configMap('web', ns)] };
    await deploy(await openInventory(server.cluster, stack), build);
    const ended = await openInventory(server.cluster, stack);
    const [first, second] = [service('first', ns), deployment('second', ns)];
    await ended.prepare('web', [...build.web, first, second]);
    await server.cluster.apply(ended.asMember('web', first), { fieldManager: FIELD_MANAGER });
    await deploy(await openInventory(server.cluster, stack), build);
    const { deleted } = await pruneTo(await openInventory(server.cluster, stack), build);
    expect(titles(deleted)).toEqual(['Service first']);
  });

  it('goes on where a prune was ended before its end', async () => {
    const stack = newStack();
    const ns = stack.stack;
    const objects = [service('a', ns), configMap('b', ns), of('ServiceAccount', 'c', ns)];
    await deploy(await openInventory(server.cluster, stack), { web: [namespace(ns), ...objects] });
    const build = { web: [namespace(ns)] };
    let told = 0;
    const ending = new AbortController();
    const onDelete = () => {
      told += 1;
      if (told === 2) ending.abort(new Error('It was ended.'));
    };
    const ended = pruneTo(await openInventory(server.cluster, stack), build, { onDelete, signal: ending.signal });
    await expect(ended).rejects.toThrow('It was ended.');
    expect(await Promise.all(objects.map(exists))).toEqual([false, true, true]);
    await pruneTo(await openInventory(server.cluster, stack), build);
    for (const object of objects) expect(await exists(object)).toBe(false);
  });

  it('keeps namespaces and claims, and says why, unless their data may be deleted', async () => {
    const stack = newStack();
    const ns = stack.stack;
    await deploy(await openInventory(server.cluster, stack), {
      web: [namespace(ns), claim('data', ns), service('web', ns)],
    });
    const { deleted, kept } = await pruneTo(await openInventory(server.cluster, stack), {});
    expect(titles(deleted)).toEqual(['Service web']);
    expect(kept.map(({ member, why, isData }) => [member.reference.kind, why, isData])).toEqual([
      ['Namespace', 'all that is in it would be deleted with it', true],
      ['PersistentVolumeClaim', 'the data of its volume may be deleted with it', true],
    ]);
    const again = await pruneTo(await openInventory(server.cluster, stack), {}, { deleteData: true });
    expect(titles(again.deleted)).toEqual(['PersistentVolumeClaim data', `Namespace ${ns}`]);
    expect(await parents(ns)).toEqual({});
  });

  it('keeps a namespace that holds objects of others, even if its data may be deleted', async () => {
    const stack = newStack();
    const ns = stack.stack;
    await deploy(await openInventory(server.cluster, stack), { web: [namespace(ns), service('web', ns)] });
    await server.cluster.create(configMap('by-hand', ns));
    const { deleted, kept } = await pruneTo(await openInventory(server.cluster, stack), {}, { deleteData: true });
    expect(titles(deleted)).toEqual(['Service web']);
    expect(kept).toMatchObject([{ why: expect.stringContaining('ConfigMap by-hand'), isData: false }]);
    expect(await exists(configMap('by-hand', ns))).toBe(true);
  });

  it('does not take copies, and what controllers derive, for members', async () => {
    const stack = newStack();
    const ns = stack.stack;
    const inventory = await openInventory(server.cluster, stack);
    const endpoints = of('Endpoints', 'other', ns);
    await deploy(inventory, { web: [namespace(ns), configMap('web', ns), endpoints] });
    const copy = inventory.asMember('web', configMap('copy', ns));
    await server.cluster.create(copy);
    expect(titles((await inventory.members()).lookalikes)).toEqual(['ConfigMap copy']);
    const { deleted } = await pruneTo(inventory, {});
    expect(titles(deleted).toSorted()).toEqual(['ConfigMap web', 'Endpoints other']);
    expect(await exists(copy)).toBe(true);
  });

  it('does not delete what somebody has released by removing the label', async () => {
    const stack = newStack();
    const ns = stack.stack;
    await deploy(await openInventory(server.cluster, stack), { web: [namespace(ns), configMap('web', ns)] });
    const { exitCode } = await server.controlPlane.kubectl([
      '-n',
      ns,
      'label',
      'configmap',
      'web',
      'applyset.kubernetes.io/part-of-',
    ]);
    expect(exitCode).toBe(0);
    const { deleted } = await pruneTo(await openInventory(server.cluster, stack), { web: [namespace(ns)] });
    expect(deleted).toEqual([]);
    expect(await exists(configMap('web', ns))).toBe(true);
  });

  it('keeps what another object controls', async () => {
    const stack = newStack();
    const ns = stack.stack;
    await deploy(await openInventory(server.cluster, stack), { web: [namespace(ns), configMap('web', ns)] });
    const owner = await server.cluster.create(configMap('owner', ns));
    const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: owner.metadata.uid, controller: true };
    const live = (await server.cluster.get({ ...configMap('web', ns), name: 'web', namespace: ns })) ?? expect.fail();
    const metadata = { ...live.metadata, ownerReferences: [reference] };
    await server.cluster.update({ ...live, metadata });
    const { kept } = await pruneTo(await openInventory(server.cluster, stack), { web: [namespace(ns)] });
    expect(kept).toMatchObject([{ why: 'ConfigMap owner controls it' }]);
  });

  it('waits for finalizers, and deletes nothing after what is not gone', async () => {
    const stack = newStack();
    const ns = stack.stack;
    const held = of('Service', 'web', ns, { spec: { ports: [{ port: 80 }] } });
    const metadata = { ...held.metadata, finalizers: ['example.com/wait'] };
    await deploy(await openInventory(server.cluster, stack), {
      web: [namespace(ns), { ...held, metadata }, configMap('web', ns)],
    });
    const options = { timeout: 0 };
    const first = await pruneTo(await openInventory(server.cluster, stack), { web: [namespace(ns)] }, options);
    expect(first.pending).toMatchObject([{ why: 'it waits for its finalizers: example.com/wait' }]);
    expect(titles(first.waiting)).toEqual(['ConfigMap web']);
    const { exitCode } = await server.controlPlane.kubectl([
      '-n',
      ns,
      'patch',
      'service',
      'web',
      '--type=merge',
      '--patch={"metadata":{"finalizers":null}}',
    ]);
    expect(exitCode).toBe(0);
    const second = await pruneTo(await openInventory(server.cluster, stack), { web: [namespace(ns)] });
    expect(titles(second.deleted)).toEqual(['ConfigMap web']);
  });

  it('lets objects move between services of a stack, and refuses those of another stack', async () => {
    const [stack, other] = [newStack(), newStack()];
    const ns = stack.stack;
    await deploy(await openInventory(server.cluster, stack), { web: [namespace(ns), configMap('web', ns)], api: [] });
    const build = { web: [namespace(ns)], api: [configMap('web', ns)] };
    await deploy(await openInventory(server.cluster, stack), build);
    expect((await pruneTo(await openInventory(server.cluster, stack), build)).deleted).toEqual([]);
    const live = (await server.cluster.get({ ...configMap('web', ns), name: 'web', namespace: ns })) ?? expect.fail();
    const [ours, others] = [await openInventory(server.cluster, stack), await openInventory(server.cluster, other)];
    expect(ours.foreignOwner('web', live)).toBeUndefined();
    expect(others.foreignOwner('web', live)).toMatchObject({
      service: 'web',
      object: 'ConfigMap web',
      problem: expect.stringContaining('a part of another ApplySet already, "applyset-'),
    });
  });

  it('is refused by kubectl, as an ApplySet of another tool', async () => {
    const stack = newStack();
    await deploy(await openInventory(server.cluster, stack), { web: [configMap(stack.stack, 'default')] });
    const set = `configmaps/${stack.stack}.staging.web`;
    const args = ['apply', '--server-side', '--prune', `--applyset=${set}`, '-n', 'default', '-f', '-'];
    const running = promisify(execFile)(join(controlPlaneAssets() ?? '', 'kubectl'), args, {
      env: { HOME: tmpdir(), KUBECONFIG: server.controlPlane.kubeconfig, KUBECTL_APPLYSET: 'true' },
      timeout: TIMEOUT,
    });
    running.child.stdin?.end(JSON.stringify(configMap(`${stack.stack}-other`, 'default')));
    await expect(running).rejects.toThrow('"k8s-blocks"');
    expect(await exists(configMap(stack.stack, 'default'))).toBe(true);
  });
});
