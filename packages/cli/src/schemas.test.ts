import type { JsonReport } from '@k8s-blocks/findings';
import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { findDefinitions } from './definitions.ts';
import { command, inOwnFolder, write } from './in-process.test-helper.ts';
import { judgeStack } from './judge-stack.ts';

inOwnFolder(() => undefined);

const definition = (kind: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${kind.toLowerCase()}s.example.com` },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind, plural: `${kind.toLowerCase()}s` },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: { size: { type: 'integer' }, limit: { type: 'integer' } },
                'x-kubernetes-validations': [{ rule: 'self.size <= self.limit', message: 'size is at most limit' }],
              },
            },
          },
        },
      },
    ],
  },
});

const resource = (kind: string, spec: object) => ({
  apiVersion: 'example.com/v1',
  kind,
  metadata: { name: 'one', namespace: 'shop' },
  spec,
});

/** The findings of custom resources. */
async function found(...args: string[]): Promise<readonly (string | undefined)[]> {
  const { stdout } = await command('verify', ...args, '--format', 'json');
  const report: JsonReport = JSON.parse(stdout);
  return report.findings
    .filter(({ rule }) => rule?.startsWith('custom-resource'))
    .map(({ field, code }) => `${field}: ${code}`);
}

const yaml = (...objects: object[]) => objects.map((object) => JSON.stringify(object)).join('\n---\n');

describe('verify judges custom resources', () => {
  it('by the definitions among the manifests', async () => {
    await write('widget.yaml', yaml(definition('Widget'), resource('Widget', { size: 5, limit: 3, colour: 'red' })));
    expect(await found('widget.yaml')).toEqual(['spec.colour: UnknownField', 'spec: FieldValueInvalid']);
  });

  it('by the definitions in the folders of --schemas, at any depth, which are not judged themselves', async () => {
    await write('widget.yaml', yaml(resource('Widget', { size: 'big' }), resource('Gadget', { size: 'big' })));
    await write('crds/a/b/widgets.yaml', yaml(definition('Other'), definition('Widget')));
    await write('more/gadgets.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [definition('Gadget')] }));
    await write('crds/kustomization.yaml', 'resources: [missing.yaml]\n');
    expect(await found('widget.yaml')).toEqual([]);
    expect(await found('widget.yaml', '--schemas', 'crds')).toEqual(['spec.size: FieldValueTypeInvalid']);
    expect(await found('widget.yaml', '--schemas', 'crds', '--schemas', 'more/gadgets.json')).toHaveLength(2);
  });

  it('by a given definition before one of --schemas', async () => {
    const other = definition('Widget');
    other.spec.versions = [];
    await write('crds/widgets.yaml', yaml(other));
    await write('widget.yaml', yaml(definition('Widget'), resource('Widget', { size: 1, limit: 2 })));
    expect(await found('widget.yaml', '--schemas', 'crds')).toEqual([]);
  });

  it.each([
    ['has no definition', 'No CustomResourceDefinition was found here.'],
    ['is not there', 'This cannot be read'],
    ['holds a definition that is not YAML', 'This cannot be read as YAML, from line'],
  ])('and refuses a folder that %s', async (what, problem) => {
    await write('widget.yaml', yaml(resource('Widget', {})));
    if (what.startsWith('has')) await write('crds/readme.yaml', 'a: 1\n');
    if (what.startsWith('holds'))
      await write('crds/widgets.yaml', 'kind: CustomResourceDefinition # kind: Widget\na: [\n');
    const { code, stdout, stderr } = await command('verify', 'widget.yaml', '--schemas', 'crds');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('crds');
    expect(stderr).toContain(problem);
  });

  it('of a stack by the definition that another service has', async () => {
    const [operator, shop] = ['operator', 'shop'].map((name) => contract({ name, ports: {} }));
    const map = stack({
      services: [operator, shop].flatMap((each) => each ?? []),
      environments: { base: {} },
      connections: [],
    });
    const objects = [definition('Widget'), resource('Widget', { size: 9, limit: 1 })];
    const base = objects.map((object, index) => ({
      ...{ service: ['operator', 'shop'][index] ?? '', file: `${index}/kustomization.yaml`, objects: [object] },
    }));
    const { findings } = judgeStack(map, { base }, { definitionsOf: await findDefinitions(objects, []) });
    expect(findings.filter(({ rule }) => rule === 'custom-resource-rules')).toMatchObject([
      { service: 'shop', environment: 'base', field: 'spec', problem: 'size is at most limit.' },
    ]);
  });
});
