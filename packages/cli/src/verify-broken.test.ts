import type { JsonReport } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { inNewFolder, UNUSED, verify, write } from './verify.test-helper.ts';

inNewFolder();

describe('verify of what is broken or hostile', () => {
  it.each<[what: string, content: string | Buffer, location: string, words: string]>([
    ['cut off', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cut, labels: {', ':3:', 'not YAML'],
    ['indented with tabs', 'kind: ConfigMap\nmetadata:\n\tname: tabs\n', ':3:1', 'Tabs are not allowed'],
    ['a bomb of aliases', bomb(), ':7:', 'The aliases of this file stand for more than'],
    ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff]), ':1:1', 'This is a binary file'],
    ['not UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xff, 10]), ':1:', 'not UTF-8'],
    ['no object', '- a\n- b\n', ':1', 'not an object of Kubernetes'],
    ['nested deep', `a: ${'['.repeat(100_000)}`, ':1:', 'levels deep'],
  ])('locates a file that is %s, and judges the others', async (_, content, location, words) => {
    await write('all/broken.yaml', content);
    await write('all/idle.yaml', UNUSED);
    const { code, stdout, stderr } = await verify('all');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain(`error unreadable\n  all/broken.yaml${location}`);
    expect(stdout).toContain(words);
    expect(stdout).toContain('warning unused-object\n  all/idle.yaml:1');
    expect(stdout).toContain('1 error, 1 warning, 0 waived\nJudged 1 object of 0 kustomizations and 2 files.\n');
  });

  it('locates a duplicate key', async () => {
    await write('duplicate.yaml', `${UNUSED}data:\n  a: "1"\n  a: "2"\n`);
    const { code, stdout } = await verify('duplicate.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('error duplicate-key\n  duplicate.yaml:6:3 › ConfigMap idle in shop › data.a\n');
  });

  it('reads a document of megabytes', async () => {
    const entries = Array.from({ length: 50_000 }, (_, index) => `  key${index}: ${'v'.repeat(50)}\n`);
    await write('large.yaml', `${UNUSED}data:\n${entries.join('')}`);
    const { code, stdout, stderr } = await verify('large.yaml');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('error config-map-data\n  large.yaml:4 › ConfigMap idle in shop › data\n');
  });

  it('accepts kinds that it does not know, and looks into Lists', async () => {
    await write('crd.yaml', `${CRD}---\napiVersion: example.net/v1\nkind: Widget\nmetadata: { name: w }\nspec: 3\n`);
    await write('list.yaml', LIST);
    const { code, stdout } = await verify('crd.yaml', 'list.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('error object-name\n  list.yaml:4 › Service Bad_Name in default › metadata.name\n');
    expect(stdout).not.toContain('crd.yaml');
    expect(stdout).toContain('Judged 3 objects of 0 kustomizations and 2 files.\n');
  });

  it.each(['metadata: 3', 'metadata: []', 'metadata: { name: [x] }\nspec: []', 'spec: { template: null }', 'items: 3'])(
    'does not fall over a Deployment of wrong types: %j',
    async (rest) => {
      await write('wrong.yaml', `apiVersion: apps/v1\nkind: Deployment\n${rest}\n`);
      const { code, stdout, stderr } = await verify('wrong.yaml', '--format', 'json');
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      const { findings } = JSON.parse(stdout) as JsonReport;
      for (const { file, line } of findings)
        expect({ file, line }).toMatchObject({ file: 'wrong.yaml', line: expect.any(Number) });
    },
  );
});

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.org }
spec:
  group: example.org
  scope: Namespaced
  names: { plural: widgets, kind: Widget }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`;

const LIST = `apiVersion: v1
kind: List
items:
- { apiVersion: v1, kind: Service, metadata: { name: Bad_Name }, spec: { type: ExternalName, externalName: a.org } }
`;

/** A billion laughs. */
function bomb(): string {
  const laughs = (index: number) => Array(9).fill(index === 0 ? 'x' : `*a${index - 1}`);
  return Array.from({ length: 12 }, (_, index) => `a${index}: &a${index} [${laughs(index).join(', ')}]\n`).join('');
}
