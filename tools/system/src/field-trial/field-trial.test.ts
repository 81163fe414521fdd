import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { readManifests } from '@k8s-blocks/read-manifests';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatTrial } from './format-trial.ts';
import { readInput } from './inputs.ts';
import { agreementOf, runTrial } from './trial.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

/** A folder of public manifests, and one of the definitions of custom resources. */
const { K8S_BLOCKS_STACKS: STACKS, K8S_BLOCKS_CRDS: DEFINITIONS } = process.env;
if (STACKS === undefined) console.log('K8S_BLOCKS_STACKS is not set: no public manifests are tried.');

const START = 180_000;

/** Manifests as teams commit them: a base that an overlay builds upon, a component, a definition with its custom resource. */
const FILES = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { A: "1" }\n',
  'overlay/kustomization.yaml': 'namespace: shop\nresources: [../base]\ncomponents: [../component]\n',
  'component/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nlabels: [{ pairs: { a: b } }]\n',
  'plain/song.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: songs.example.org }
spec:
  group: example.org
  scope: Namespaced
  names: { kind: Song, plural: songs }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object } } } } }
---
apiVersion: example.org/v1
kind: Song
metadata: { name: a }
spec: {}
---
apiVersion: example.org/v1
kind: Tune
metadata: { name: a }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 70000 }] }
`,
};

describe.skipIf(skipped !== undefined)('a trial on manifests of others', () => {
  let server: ControlPlane;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'field-trial-'));
    for (const [name, content] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    server = await startControlPlane();
  }, START);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await server?.stop();
  }, START);

  it('builds each kustomization but components, and asks the server about each different object', async () => {
    const { objects, kustomizations, files, unread } = await readInput([folder]);
    expect({ objects: objects.length, kustomizations, files, unread }).toEqual({
      objects: 6,
      kustomizations: 2,
      files: 1,
      unread: [],
    });
    const result = await runTrial(objects, [], server);
    expect(result).toMatchObject({ judged: 5, refused: 1, disagreements: [] });
    expect([...result.unknown]).toEqual([['example.org Tune (custom)', 1]]);
    expect(formatTrial(result)).toBe(
      '5 objects of 4 kinds, of which the server refuses 1: rules and server agree on 100.00 %.\n' +
        'Without a verdict of the server: 1 example.org Tune (custom).',
    );
  });

  it.skipIf(STACKS === undefined)(
    'on public ones finds that rules and server agree on 99.5 %, without an unknown false alarm',
    async () => {
      const { objects } = await readInput([STACKS ?? '']);
      const definitions = DEFINITIONS === undefined ? [] : (await readManifests([DEFINITIONS])).objects;
      const result = await runTrial(
        objects,
        definitions.map(({ object }) => object),
        server,
      );
      expect(agreementOf(result), formatTrial(result)).toBeGreaterThanOrEqual(0.995);
      const alarms = result.disagreements.filter(({ what, known }) => what === 'alarm' && known === undefined);
      expect(alarms).toEqual([]);
    },
    START,
  );
});
