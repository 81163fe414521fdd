/** Against the real API server; skipped without it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTEXT } from '@k8s-blocks/control-plane';
import { Refusal } from '@k8s-blocks/refusal';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectCluster, ServerRefusal } from './index.ts';
import { configMap, rejection, skipped, TIMEOUT, withCluster } from './server.test-helper.ts';

if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

const FIELD_MANAGER = 'tests';
const by = { fieldManager: FIELD_MANAGER };
const addressOf = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', name, namespace: 'default' });

describe.skipIf(skipped !== undefined)('a cluster', { timeout: TIMEOUT }, () => {
  const warnings: string[] = [];
  const cluster = withCluster({ onWarning: ({ text, about }) => warnings.push(`${about?.name}: ${text}`) });
  const client = () => cluster().cluster;

  it('has an object after an apply, and says whether that created it', async () => {
    const first = await client().apply(configMap('applied', { a: '1' }), by);
    expect(first).toMatchObject({ created: true, object: { kind: 'ConfigMap', data: { a: '1' } } });
    const second = await client().apply(configMap('applied', { b: '2' }), by);
    expect(second).toMatchObject({ created: false, object: { data: { b: '2' } } });
    expect(second.object.data).toEqual({ b: '2' });
    expect(await client().get(addressOf('applied'))).toEqual(second.object);
  });

  it('stores nothing of a dry run', async () => {
    expect(await client().apply(configMap('dry'), { ...by, dryRun: true })).toMatchObject({ created: true });
    expect((await client().create(configMap('dry'), { dryRun: true })).metadata.name).toBe('dry');
    expect(await client().get(addressOf('dry'))).toBeUndefined();
  });

  it('stores every text as it is sent', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((each) => !/\p{Cs}/u.test(each));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const { object } = await client().apply(configMap('text', { value }), { ...by, dryRun: true });
        expect(object.data).toEqual({ value });
      }),
      { numRuns: 50, examples: [['\u007f\u0080\u2028\ufeff\ufffe\u{1f600}\t\r\n"\\'], ['{"a": &b [*b]}']] },
    );
  });

  it('names the managers and fields of a conflict, and takes the fields when it is told to', async () => {
    await client().apply(configMap('conflict', { a: '1', b: '1' }), { fieldManager: 'the "other"' });
    const changed = configMap('conflict', { a: '2', b: '1' });
    const refusal = await rejection(client().apply(changed, by));
    expect(refusal).toBeInstanceOf(ServerRefusal);
    expect(refusal).toMatchObject({
      status: 409,
      reason: 'Conflict',
      conflicts: [{ manager: 'the "other"', field: 'data.a' }],
      problems: [{ object: 'ConfigMap conflict in default', field: 'data.a' }],
    });
    expect(await client().apply(changed, { ...by, force: true })).toMatchObject({ object: { data: { a: '2' } } });
  });

  it.each([
    ['that the kind has not', { ...configMap('bad'), other: 1 }, ['other']],
    [
      'of another type',
      { ...configMap('bad'), data: ['a'], metadata: { ...configMap('bad').metadata, labels: 'a' } },
      ['data', 'metadata.labels'],
    ],
    [
      'of a wrong value',
      { ...configMap('bad'), data: { '/': 'a' }, metadata: { ...configMap('bad').metadata, labels: { a: '/' } } },
      ['metadata.labels', 'data[/]'],
    ],
  ])('refuses an object with fields %s, and says which', async (_, object, fields) => {
    const refusal = await rejection(client().apply(object, by));
    expect(refusal).toBeInstanceOf(ServerRefusal);
    expect(refusal).toMatchObject({ problems: fields.map((field) => ({ object: 'ConfigMap bad in default', field })) });
  });

  it('says of a kind that it does not serve in which versions it does, or that its definition is missing', async () => {
    const old = {
      apiVersion: 'autoscaling/v2beta2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'default' },
    };
    await expect(client().apply(old, by)).rejects.toThrow('It serves it in "autoscaling/v2", "autoscaling/v1".');
    const unknown = { ...old, apiVersion: 'example.com/v1', kind: 'Widget' };
    await expect(client().apply(unknown, by)).rejects.toThrow('Install the CustomResourceDefinition');
    expect(await client().get({ ...unknown, name: 'web' })).toBeUndefined();
  });

  it('serves a custom resource as soon as its definition is there', async () => {
    const names = { kind: 'Gadget', plural: 'gadgets' };
    const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
    const versions = [{ name: 'v1', served: true, storage: true, schema }];
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'gadgets.example.com' },
    };
    expect(await client().resource('example.com/v1', 'Gadget')).toBeUndefined();
    await client().apply(
      { ...definition, ...{ spec: { group: 'example.com', scope: 'Cluster', names, versions } } },
      by,
    );
    await expect
      .poll(() => client().resource('example.com/v1', 'Gadget'), { timeout: TIMEOUT })
      .toMatchObject({
        plural: 'gadgets',
        namespaced: false,
      });
    const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'one' } };
    expect(await client().apply(gadget, by)).toMatchObject({ created: true });
    expect((await client().list('example.com/v1', 'Gadget')).items).toMatchObject([gadget]);
  });

  it('lists what the selectors and the namespace select, more than one page of them', async () => {
    const names = Array.from({ length: 510 }, (_, index) => `many-${index}`);
    const create = (name: string) => client().create(configMap(name, {}, { labels: { many: 'yes' } }));
    await Promise.all(names.map(create));
    const { items } = await client().list('v1', 'ConfigMap', { labelSelector: 'many=yes' });
    expect(items.map(({ metadata }) => metadata.name).sort()).toEqual([...names].sort());
    expect(items[0]).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
    const [only] = (
      await client().list('v1', 'ConfigMap', { namespace: 'default', fieldSelector: 'metadata.name=many-7' })
    ).items;
    expect(only?.metadata.name).toBe('many-7');
    expect((await client().list('v1', 'ConfigMap', { namespace: 'kube-public', labelSelector: 'many' })).items).toEqual(
      [],
    );
  });

  it('creates an object once, and updates it only if nobody has changed it since', async () => {
    const created = await client().create(configMap('lease', { holder: 'a' }));
    expect(await rejection(client().create(configMap('lease')))).toMatchObject({
      status: 409,
      reason: 'AlreadyExists',
    });
    const updated = await client().update({ ...created, data: { holder: 'b' } });
    expect(updated.data).toEqual({ holder: 'b' });
    const late = await rejection(client().update({ ...created, data: { holder: 'c' } }));
    expect(late).toMatchObject({ status: 409, reason: 'Conflict', conflicts: [] });
  });

  it('deletes an object, and not another one of its name', async () => {
    const { object } = await client().apply(configMap('gone'), by);
    const other = await rejection(client().delete(addressOf('gone'), { uid: 'another' }));
    expect(other).toMatchObject({ status: 409, reason: 'Conflict' });
    const { uid, resourceVersion } = object.metadata;
    const options = { uid, resourceVersion, propagation: 'Background' } as const;
    expect(await client().delete(addressOf('gone'), { ...options, dryRun: true })).toBe(true);
    expect(await client().delete(addressOf('gone'), options)).toBe(true);
    expect(await client().delete(addressOf('gone'))).toBe(false);
  });

  it('is watched from what there is on, until the signal', async () => {
    const labels = { watched: 'yes' };
    const stop = new AbortController();
    const seen: string[] = [];
    await client().apply(configMap('before', {}, { labels }), by);
    const steps: Record<string, () => Promise<unknown>> = {
      'ADDED before': () => client().apply(configMap('after', {}, { labels }), by),
      'ADDED after': () => client().apply(configMap('after', { a: '1' }, { labels }), by),
      'MODIFIED after': () => client().delete(addressOf('before')),
      'DELETED before': async () => stop.abort(new Error('enough')),
    };
    const watching = async () => {
      for await (const { type, object } of client().watch('v1', 'ConfigMap', {
        namespace: 'default',
        labelSelector: 'watched=yes',
        signal: stop.signal,
      })) {
        const step = `${type} ${object.metadata.name}`;
        seen.push(step);
        await steps[step]?.();
      }
    };
    await expect(watching()).rejects.toThrow('enough');
    expect(seen).toEqual(Object.keys(steps));
  });

  it('has the Events about an object, the newest last', async () => {
    const { object } = await client().apply(configMap('subject'), by);
    const { uid, name, namespace = '' } = object.metadata;
    const involvedObject = { apiVersion: 'v1', kind: 'ConfigMap', name, namespace, uid };
    const event = (index: number, lastTimestamp: string, message: string) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `subject.${index}`, namespace },
      type: 'Warning',
      reason: 'Failed',
      involvedObject,
      lastTimestamp,
      message,
      count: index,
    });
    await client().create(event(2, '2026-01-01T00:00:02Z', 'later\u001b[31m'));
    await client().create(event(1, '2026-01-01T00:00:01Z', 'earlier'));
    expect(await client().events({ ...addressOf('subject'), uid })).toEqual([
      { type: 'Warning', reason: 'Failed', message: 'earlier', count: 1, last: '2026-01-01T00:00:01Z' },
      { type: 'Warning', reason: 'Failed', message: 'later\\u001b[31m', count: 2, last: '2026-01-01T00:00:02Z' },
    ]);
    expect(await client().events(addressOf('another'))).toEqual([]);
  });

  it('passes on what the server warns of', async () => {
    const endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'old', namespace: 'default' } };
    await client().apply(endpoints, { ...by, dryRun: true });
    expect(warnings).toEqual([expect.stringMatching(/^old: v1 Endpoints is deprecated/)]);
    const own: string[] = [];
    await client().apply(endpoints, { ...by, dryRun: true, onWarning: (text) => own.push(text) });
    expect([warnings.length, own.length]).toEqual([1, 1]);
  });

  it('is not reached by a name that would be another path', async () => {
    for (const name of ['', '.', '..', 'a/b', 'a%2fb', '\ud800']) {
      const refusal = await rejection(client().get(addressOf(name)));
      expect(refusal).toMatchObject({ problems: [{ field: 'metadata.name' }] });
      await expect(client().get({ ...addressOf('a'), namespace: name })).rejects.toBeInstanceOf(Refusal);
    }
    expect(await client().get(addressOf('a?b#c d'))).toBeUndefined();
    await expect(client().get({ apiVersion: 'v1', kind: 'ConfigMap', name: 'a' })).rejects.toThrow(
      'It names no namespace',
    );
    await expect(client().apply({ apiVersion: 'v1', kind: 'ConfigMap' }, by)).rejects.toThrow('It has no name');
  });

  it('is refused where the credentials are not valid', async () => {
    const config = readFileSync(cluster().server.kubeconfig, 'utf8').replace(/"token": "[^"]*"/, '"token": "expired"');
    const folder = mkdtempSync(join(tmpdir(), 'cluster-test-'));
    const { KUBECONFIG } = process.env;
    onTestFinished(() => {
      vi.stubEnv('KUBECONFIG', KUBECONFIG);
      rmSync(folder, { recursive: true, force: true });
    });
    writeFileSync(join(folder, 'config'), config, { mode: 0o600 });
    vi.stubEnv('KUBECONFIG', join(folder, 'config'));
    await expect(connectCluster(CONTEXT)).rejects.toThrow(
      `The kube context "${CONTEXT}" has no credentials that its server takes: they are not valid, or have expired\nLog in again`,
    );
  });
});
