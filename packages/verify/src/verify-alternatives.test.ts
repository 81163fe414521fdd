import type { LocatedObject } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { verifyAlternatives } from './index.ts';
import { object } from './testing.ts';

const labels = { app: 'web' };
const deployment = object('apps/v1', 'Deployment', 'shop', 'web', {
  spec: {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ envFrom: [{ configMapRef: { name: 'settings' } }] }] } },
  },
});
const service = object('v1', 'Service', 'shop', 'web', { spec: { selector: labels, ports: [{ port: 80 }] } });
const settings = object('v1', 'ConfigMap', 'shop', 'settings', { data: { A: '1' } });

function read(files: Readonly<Record<string, readonly unknown[]>>): LocatedObject[] {
  return Object.entries(files).flatMap(([file, objects]) =>
    objects.map((each, index) => ({
      object: each,
      document: `${file}#${index}`,
      file,
      ...(file.endsWith('kustomization.yaml') ? { rewritten: true as const } : {}),
    })),
  );
}

function findingsOf(files: Readonly<Record<string, readonly unknown[]>>, named: readonly string[] = []) {
  const { findings, inputs } = verifyAlternatives(read(files), ({ file = '' }) => named.includes(file));
  const rules = ['judged-apart', 'duplicate-object', 'overlapping-workloads', 'missing-reference'];
  const found = findings.filter(({ rule }) => rules.includes(rule)).map(({ rule, file }) => `${rule} ${file}`);
  return { found, stacks: inputs.map(({ objects }) => objects.map(({ document }) => document)) };
}

describe('what cannot be in one cluster is judged apart', () => {
  it('where two kustomizations have the same object', () => {
    const overlays = {
      'overlays/production/kustomization.yaml': [deployment, service, settings],
      'overlays/staging/kustomization.yaml': [deployment, service],
    };
    expect(findingsOf(overlays).found).toEqual([
      'judged-apart overlays/production/kustomization.yaml',
      'missing-reference overlays/staging/kustomization.yaml',
    ]);
  });

  it('and together where they were named', () => {
    const overlays = { 'a/kustomization.yaml': [service], 'b/kustomization.yaml': [service] };
    const { found } = findingsOf(overlays, ['a/kustomization.yaml', 'b/kustomization.yaml']);
    expect(found).toEqual(['duplicate-object b/kustomization.yaml']);
  });

  it('beside what each has in common, which is wrong if it is so in each', () => {
    const files = {
      'common/web.yaml': [deployment],
      'eu/settings.yaml': [settings],
      'us/settings.yaml': [settings],
    };
    const { found, stacks } = findingsOf(files);
    expect(found).toEqual(['judged-apart eu/settings.yaml']);
    expect(stacks).toEqual([
      ['common/web.yaml#0', 'eu/settings.yaml#0'],
      ['common/web.yaml#0', 'us/settings.yaml#0'],
    ]);
    const another = object('v1', 'ConfigMap', 'shop', 'other');
    expect(findingsOf({ ...files, 'eu/settings.yaml': [another], 'us/settings.yaml': [another] }).found).toContain(
      'missing-reference common/web.yaml',
    );
  });

  it('with the files of its own folder', () => {
    const files = {
      'v1/service.yaml': [service],
      'v1/settings.yaml': [settings],
      'v2/service.yaml': [service],
      'v2/settings.yaml': [settings],
    };
    expect(findingsOf(files).stacks).toEqual([
      ['v1/service.yaml#0', 'v1/settings.yaml#0'],
      ['v2/service.yaml#0', 'v2/settings.yaml#0'],
    ]);
  });

  it('where most of two files is the same, and not one object of two files side by side', () => {
    const installs = { 'install.yaml': [deployment, service, settings], 'core.yaml': [deployment, service] };
    expect(findingsOf(installs).found).toEqual(['judged-apart install.yaml', 'missing-reference core.yaml']);
    const copied = { 'web.yaml': [deployment, service, settings], 'copy.yaml': [service] };
    expect(findingsOf(copied).found).toEqual(['duplicate-object copy.yaml']);
  });

  it('where they bring other definitions of one custom resource', () => {
    const definition = (spec: object) => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'songs.example.org' },
      spec,
    });
    const parts = (spec: object) => ({
      'full/kustomization.yaml': [definition({ group: 'example.org' }), service],
      'minimal/kustomization.yaml': [definition(spec), settings],
    });
    expect(findingsOf(parts({ group: 'example.org' })).stacks).toHaveLength(1);
    expect(findingsOf(parts({})).found).toEqual(['judged-apart full/kustomization.yaml']);
  });

  it('not where only a Namespace is the same', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    const parts = {
      'a/kustomization.yaml': [namespace, deployment, service],
      'b/kustomization.yaml': [namespace, settings],
    };
    const { found, stacks } = findingsOf(parts);
    expect({ found, stacks: stacks.length }).toEqual({ found: [], stacks: 1 });
    const labelled = { ...namespace, metadata: { name: 'shop', labels: { a: 'b' } } };
    expect(findingsOf({ ...parts, 'b/kustomization.yaml': [labelled, settings] }).found).toEqual([
      'duplicate-object b/kustomization.yaml',
    ]);
  });
});
