import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeObject } from '@k8s-blocks/api-rules';
import { applyWaivers, report } from '@k8s-blocks/findings';
import { readManifests } from '@k8s-blocks/read-manifests';
import { runs } from '@k8s-blocks/test-runs';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyStack } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'costs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** All that `verify` does with a file: how much is printed of it. */
async function sizeOfReport(text: string): Promise<number> {
  const file = join(folder, 'input.yaml');
  writeFileSync(file, text);
  const { objects, findings } = await readManifests([file]);
  const found = [...objects.flatMap((each) => judgeObject(each)), ...verifyStack({ objects })];
  const judged = applyWaivers(objects, found, new Set());
  return report({ ...judged, findings: [...findings, ...judged.findings] }, 'text').length;
}

const MEGABYTE = 1_000_000;
/** By how much everything here is smaller than it is at night: what grows with the square of it takes a quarter. */
const DIVISOR = runs({ usual: 2, long: 1 });
const filled = (piece: string, size = MEGABYTE) => piece.repeat(Math.ceil(size / DIVISOR / piece.length));
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count / DIVISOR }, (_, index) => make(index));
const stream = (...objects: readonly unknown[]) => objects.map((object) => JSON.stringify(object)).join('\n---\n');
const keyed = (count: number, keyOf: (index: number) => string, value: unknown) =>
  Object.fromEntries(many(count, (index) => [keyOf(index), value]));

function config(fields: object) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...fields };
}

function deployment(name: string, pod: object = {}, container: object = {}) {
  const spec = { containers: [{ name: 'web', image: 'web:1', ...container }], ...pod };
  const template = { metadata: { labels: { app: 'web' } }, spec };
  const metadata = { name, namespace: 'shop' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: { matchLabels: { app: 'web' } }, template },
  };
}

function policy(name: string, spec: object) {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' }, spec };
}

function withLimit(cpu: string) {
  return deployment('web', {}, { resources: { limits: { cpu } } });
}

function withInitiator(initiatorName: string) {
  const iscsi = { targetPortal: 'a', iqn: 'iqn.2000-01.a:b', lun: 0, initiatorName };
  return deployment('web', { volumes: [{ name: 'a', iscsi }] });
}

// Each took minutes or gigabytes, or would if something were asked of every pair: the test's time limit is the assertion.
describe(`${MEGABYTE / DIVISOR} bytes are judged while one waits`, { timeout: 60_000 }, () => {
  it.each<[what: string, text: string]>([
    ['a brace and backslashes', `{${filled('"\\')}`],
    ['half a million empty objects', filled('{}')],
    ['values of a wrong type', stream(config({ data: keyed(60_000, (index) => `k${index}`, 1) }))],
    ['fields that do not exist', stream(config(keyed(50_000, (index) => `imutable${index}`, 1)))],
    [
      'a name of half a megabyte, and many wrong labels',
      stream(
        config({ metadata: { name: filled('a', MEGABYTE / 2), labels: keyed(20_000, (index) => `${index} `, ' ') } }),
      ),
    ],
    ['a quantity that is none', stream(withLimit(`.${filled('0')}!`))],
    ['a name of an iSCSI node', stream(withInitiator(filled('iqn.0000-00.q')))],
  ])('%s', async (_, text) => {
    expect(await sizeOfReport(text)).toBeLessThan(20 * MEGABYTE);
  });

  it.each<[what: string, objects: readonly unknown[]]>([
    ['workloads that select one another', many(3000, (index) => deployment(`web-${index}`))],
    [
      'pods and policies',
      [
        ...many(700, (index) => deployment(`web-${index}`)),
        ...many(1200, (index) => {
          const podSelector = { matchExpressions: [{ key: 'app', operator: 'NotIn', values: [`x${index}`] }] };
          return policy(`p${index}`, { podSelector, ingress: [{ from: [{ podSelector }] }] });
        }),
      ],
    ],
    [
      'addresses and blocks of addresses',
      [
        policy('p', { podSelector: {}, egress: [{ to: many(15_000, () => ({ ipBlock: { cidr: '10.0.0.0/8' } })) }] }),
        deployment(
          'web',
          {},
          { env: many(3000, (index) => ({ name: `A${index}`, value: `http://a.org:${index + 1}` })) },
        ),
      ],
    ],
    [
      'mounts and volumes',
      [
        deployment(
          'web',
          { volumes: many(9000, (index) => ({ name: `v${index}`, emptyDir: {} })) },
          { volumeMounts: many(9000, (index) => ({ name: `w${index}`, mountPath: `/${index}` })) },
        ),
      ],
    ],
    [
      'Services and workloads',
      [
        ...many(2000, (index) => deployment(`web-${index}`)),
        ...many(3000, (index) => ({
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: `web-${index}`, namespace: 'shop' },
          spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
        })),
      ],
    ],
  ])('%s, where each could be held against each', async (_, objects) => {
    expect(await sizeOfReport(stream(...objects))).toBeLessThan(20 * MEGABYTE);
  });
});
