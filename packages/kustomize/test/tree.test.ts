import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { comment } from '@k8s-blocks/comments';
import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type KubernetesObject, kustomizeTree, type Layer, standaloneTree } from '../src/index.ts';
import { configMap, deployment, LAYERS, layer } from './example.ts';

const treeOf = (base: Layer, staging: Layer = base) =>
  kustomizeTree({ title: 'Payments', base, overlays: { staging } });
const textOf = (base: Layer, staging: Layer) => treeOf(base, staging).get('overlays/staging/kustomization.yaml') ?? '';
const overlayOf = (base: Layer, staging: Layer) => parse(textOf(base, staging));

describe('a tree', () => {
  it('has a base, the overlays and a root that points to base', () => {
    const tree = treeOf(layer([configMap({})]));
    expect([...tree.keys()]).toEqual([
      'kustomization.yaml',
      'base/kustomization.yaml',
      'base/f0.yaml',
      'overlays/staging/kustomization.yaml',
    ]);
    expect(tree.get('kustomization.yaml')).toBe(
      '# Payments: base, without an overlay.\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - base\n',
    );
  });

  it('lists no file that has no object', () => {
    const tree = standaloneTree({ ...layer([configMap({})]), files: { 'empty.yaml': { objects: [] } } });
    expect([...tree.keys()]).toEqual(['kustomization.yaml']);
  });

  it('does not depend on locale, time zone or working directory', () => {
    const here = JSON.stringify([...kustomizeTree({ title: 'Payments', ...LAYERS })]);
    const child = join(import.meta.dirname, 'tree-child.ts');
    const tsx = pathToFileURL(join(import.meta.dirname, '../../../node_modules/tsx/dist/loader.mjs')).href;
    for (const [TZ, locale] of [
      ['Pacific/Kiritimati', 'tr_TR.UTF-8'],
      ['America/St_Johns', 'sv_SE.UTF-8'],
    ]) {
      const env = { ...process.env, TZ, LANG: locale, LC_ALL: locale };
      const there = execFileSync(process.execPath, ['--import', tsx, child], { env, cwd: tmpdir(), encoding: 'utf8' });
      expect(there).toBe(here);
    }
  }, 60_000);

  it.each(['kustomization.yaml', '../a.yaml', 'a/b.yaml', 'a.yml', 'A.yaml', '.yaml', ''])(
    'refuses %j as the name of a file',
    (name) => {
      const base = { ...layer([]), files: { [name]: { objects: [configMap({})] } } };
      expect(() => treeOf(base)).toThrow(Refusal);
      expect(() => treeOf(base)).toThrow(`"${name}" is not a valid name of a file of objects.`);
    },
  );

  it('refuses a duplicate object, with both files', () => {
    expect(() => treeOf(layer([configMap({}), configMap({ a: '1' })]))).toThrow(
      'base › f1.yaml › ConfigMap settings\n  It is in f0.yaml already.',
    );
  });

  it('refuses an object that is there in two versions, of which a cluster holds one', () => {
    const versions = ['autoscaling/v1', 'autoscaling/v2'].map((apiVersion) => {
      return { apiVersion, kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' } };
    });
    expect(() => treeOf(layer(versions))).toThrow('HorizontalPodAutoscaler web\n  It is in f0.yaml already.');
  });

  it('refuses an object without a name', () => {
    const nameless = { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} };
    expect(() => treeOf(layer([nameless]))).toThrow(
      'base › f0.yaml › ConfigMap › metadata.name\n  An object needs an apiVersion, a kind and a name.',
    );
  });

  it.each<[string, unknown, string]>([
    ['null', null, 'null is not a valid value of a manifest.'],
    ['NaN', Number.NaN, 'NaN is not a valid value of a manifest.'],
    ['a date', new Date(0), 'An instance of Date is not a valid value of a manifest.'],
    ['half a character', '\ud800', 'half a character'],
    ['a character that Kustomize loses', 'a\u2028b', 'the character U+2028'],
    ['a tab at the beginning', '\ta\n', 'begins with a tab'],
  ])('refuses %s, with the environment, the file, the object and the field', (_, value, words) => {
    const base = layer([configMap({ a: '1' })]);
    expect(() => treeOf(base, layer([configMap({ 'a/b': value })]))).toThrow(words);
    expect(() => treeOf(base, layer([configMap({ 'a/b': value })]))).toThrow(
      'staging › f0.yaml › ConfigMap settings › data["a/b"]\n',
    );
  });

  it.each(['', '<<'])('refuses %j as a key, which Kustomize loses or cannot merge', (key) => {
    expect(() => treeOf(layer([configMap({ [key]: 'a' })]))).toThrow(`ConfigMap settings › data\n  "${key}" is a key`);
  });

  it('refuses such text in common labels and annotations too', () => {
    const staging = layer([], { annotations: { team: 'a\u0085' } });
    expect(() => treeOf(layer([]), staging)).toThrow(
      'staging › annotations.team\n  The text holds the character U+0085',
    );
  });

  it.each<[string, Partial<Layer>, string]>([
    ['a prefix', { namePrefix: 'base-' }, 'Names in base begin with "base-"'],
    ['a suffix', { nameSuffix: '-base' }, 'Names in base end in "-base"'],
    ['a label', { labels: { team: 'x' } }, 'Base has "team" on every object'],
    ['an annotation', { annotations: { team: 'x' } }, 'Base has "team" on every object'],
  ])('refuses %s of base that an overlay cannot remove', (_, transformation, words) => {
    expect(() => treeOf(layer([], transformation), layer([configMap({})]))).toThrow(words);
  });
});

describe('an overlay', () => {
  it('says its namespace, prefix, suffix, labels and annotations, and base', () => {
    const base = layer([configMap({})]);
    const staging = layer([configMap({})], {
      namePrefix: 'eu-',
      nameSuffix: '-staging',
      labels: { a: '1' },
      annotations: { b: '2' },
      comment: 'Staging.',
    });
    expect(textOf(base, staging)).toMatch(/^# Staging\.\n/);
    expect(overlayOf(base, staging)).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: 'payments',
      namePrefix: 'eu-',
      nameSuffix: '-staging',
      resources: ['../../base'],
      labels: [{ pairs: { a: '1' }, includeSelectors: false }],
      commonAnnotations: { b: '2' },
    });
  });

  it('computes images by tag, and leaves them out of patches', () => {
    const { images, patches } = overlayOf(layer([deployment('r:5000/web:1')]), layer([deployment('r:5000/web:2')]));
    expect(images).toEqual([{ name: 'r:5000/web', newTag: '2' }]);
    expect(patches).toBeUndefined();
  });

  it('says no image whose tag is base’s, unless the environment pins it', () => {
    const base = layer([deployment('web:1')]);
    expect(overlayOf(base, base).images).toBeUndefined();
    const path = ['spec', 'template', 'spec', 'containers', 0, 'image'];
    const pinned = { ...base, pinned: [{ file: 'f0.yaml', index: 0, path }] };
    expect(overlayOf(base, pinned).images).toEqual([{ name: 'web', newTag: '1' }]);
  });

  it.each([
    ['a digest', ['web@sha256:aa'], ['web@sha256:bb']],
    ['no tag', ['web'], ['web:1']],
    ['several tags of one image', ['web:1', 'web:2'], ['web:3', 'web:2']],
  ])('leaves an image with %s to patches', (_, before, after) => {
    const { images, patches } = overlayOf(layer([deployment(...before)]), layer([deployment(...after)]));
    expect(images).toBeUndefined();
    expect(patches).toHaveLength(1);
    expect(patches[0].patch).toContain(`image: ${after[0]}`);
  });

  it('says labels and annotations of base again only if a patch or an added object needs them', () => {
    const common = { labels: { team: 'x' }, annotations: { why: 'y' } };
    const said = { labels: [{ pairs: { team: 'x' }, includeSelectors: false }], commonAnnotations: { why: 'y' } };
    const withLabels = (labels: object) =>
      ({ ...configMap({}), metadata: { name: 'settings', labels } }) as KubernetesObject;
    const of = (before: KubernetesObject, ...after: KubernetesObject[]) =>
      overlayOf(layer([before], common), layer(after, common));
    expect(of(configMap({ a: '1' }), configMap({ a: '2' }))).not.toMatchObject(said);
    expect(of(withLabels({ a: '1' }), withLabels({ a: '2' }))).not.toHaveProperty('labels');
    expect(of(configMap({}), configMap({}), configMap({}, 'added'))).toMatchObject(said);
    expect(of(withLabels({ a: '1' }), configMap({}))).toMatchObject(said);
    expect(of(withLabels({ a: '1', team: 'own' }), withLabels({ a: '1' }))).toMatchObject(said);
  });

  it('holds the objects that base lacks in files of its own', () => {
    const added = comment('Only here.', configMap({ a: '1' }, 'added'));
    const tree = treeOf(layer([configMap({})]), layer([configMap({}), added]));
    expect(parse(tree.get('overlays/staging/kustomization.yaml') ?? '').resources).toEqual(['../../base', 'f1.yaml']);
    expect(tree.get('overlays/staging/f1.yaml')).toMatch(/^# Only here\.\napiVersion: v1\n/);
  });

  it('removes the objects that it goes without, and says why', () => {
    const files = {
      'f0.yaml': { objects: [], omitted: 'Somebody else makes it.' },
      'f1.yaml': { objects: [configMap({}, 'kept')] },
    };
    const text = textOf(layer([configMap({}), configMap({}, 'kept')]), { ...layer([]), files });
    expect(text).toContain('  # Somebody else makes it.\n  - patch: |-\n      $patch: delete\n');
    expect(parse(parse(text).patches[0].patch)).toEqual({
      $patch: 'delete',
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
    });
  });

  it('is left out where its environment has no objects, since there would be nothing to apply', () => {
    const tree = treeOf(layer([configMap({})]), layer([]));
    expect([...tree.keys()]).toEqual(['kustomization.yaml', 'base/kustomization.yaml', 'base/f0.yaml']);
  });

  it('targets a JSON patch at exactly one object: dots in its name are no wildcards', () => {
    const of = (value: unknown) => layer([configMap({ a: value }, 'my.settings')]);
    expect(overlayOf(of('1'), of(1)).patches).toEqual([
      {
        target: { version: 'v1', kind: 'ConfigMap', name: 'my\\.settings' },
        patch: '- op: replace\n  path: /data/a\n  value: 1',
      },
    ]);
  });
});
