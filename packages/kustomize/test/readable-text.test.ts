import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { kustomizeTree } from '../src/index.ts';
import { writePatch, writeYaml } from '../src/write-yaml.ts';

const NGINX = 'server {\n\tlisten 8080;\n\n\tlocation / {  \n\t\troot /data;\n\t}\n}\n';

describe('a file in a ConfigMap', () => {
  const config = (data: Record<string, string>) => ({
    namespace: 'web',
    files: {
      'configmap.yaml': { objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data }] },
    },
  });
  const tree = kustomizeTree({
    title: 'web',
    base: config({ 'nginx.conf': NGINX }),
    overlays: { staging: config({ 'nginx.conf': NGINX.replace('8080', '8081') }) },
  });

  it('with tabs and spaces at ends of lines is readable, line by line, in base', () => {
    expect(tree.get('base/configmap.yaml')).toContain(
      'data:\n  nginx.conf: |\n    server {\n    \tlisten 8080;\n\n    \tlocation / {  \n    \t\troot /data;\n    \t}\n    }\n',
    );
  });

  it('and in the patch of an overlay, which ends with a mark, so that Kustomize keeps the last line end', () => {
    expect(tree.get('overlays/staging/kustomization.yaml')).toContain(
      '        nginx.conf: |\n          server {\n          \tlisten 8081;\n\n          \tlocation / {  \n' +
        '          \t\troot /data;\n          \t}\n          }\n      ...\n',
    );
  });
});

/** Pieces of text that YAML has a meaning for, or that readers and writers of it may lose. */
const PIECES = [
  'a',
  'b c',
  'é',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\n  ',
  ' \n',
  '\t\n',
  '#',
  '# ',
  ': ',
  '- ',
  "'",
  '"',
  '---',
  '...',
];

/** Texts as an app may have them: one that begins with a tab is refused. */
const TEXTS = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 10 })
  .map((pieces) => pieces.join(''))
  .filter((text) => text.includes('\n') && !/^\n*\t/.test(text));

describe('text of several lines', () => {
  it('is a block, and read as it was, by YAML 1.1 and 1.2, wherever it stands', () => {
    const property = fc.property(TEXTS, (text) => {
      const value = { a: text, list: [text, { b: text }, [text]], z: text };
      for (const version of ['1.1', '1.2'] as const) {
        expect(parseAllDocuments(writeYaml([value, value]), { version }).map((each) => each.toJS())).toEqual([
          value,
          value,
        ]);
        expect(parse(writePatch(value), { version })).toEqual(value);
        expect(parse(writePatch([value]), { version })).toEqual([value]);
      }
      expect(writeYaml([{ a: text }]).startsWith('a: |')).toBe(
        /\S/.test(text) && !(/^\n* /.test(text) && /\n[ \t]+\n*$/.test(text)),
      );
    });
    fc.assert(property, { numRuns: runs({ usual: 300, long: 10_000 }) });
  });

  it('is built as it was by Kustomize: in objects, changed or not, in merged patches and in JSON patches', async () => {
    const samples = fc.sample(fc.tuple(TEXTS, TEXTS, TEXTS), runs({ usual: 60, long: 1500 }));
    for (let start = 0; start < samples.length; start += 60) await expectBuilt(samples.slice(start, start + 60));
  }, 600_000);
});

/** Builds a ConfigMap for each three texts: of itself, of a patch that is merged, and of a JSON patch. */
async function expectBuilt(samples: readonly (readonly [string, string, string])[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'readable-text-'));
  try {
    const head = (index: number) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `c${index}` } });
    const objects = samples.map(([own], index) => ({ ...head(index), data: { own } }));
    const patches = samples.flatMap(([, merged, added], index) => [
      { patch: writePatch({ ...head(index), data: { merged } }) },
      {
        patch: writePatch([{ op: 'add', path: '/data/added', value: added }]),
        target: { kind: 'ConfigMap', name: `c${index}` },
      },
    ]);
    writeFileSync(join(folder, 'objects.yaml'), writeYaml(objects));
    writeFileSync(join(folder, 'kustomization.yaml'), writeYaml([{ resources: ['objects.yaml'], patches }]));
    const { yaml } = await kustomizeBuild(folder);
    const built = parseAllDocuments(yaml, { version: '1.1' }).map((each) => each.toJS());
    const data = new Map(built.map((each) => [each.metadata.name, each.data]));
    for (const [index, [own, merged, added]] of samples.entries()) {
      expect(data.get(`c${index}`)).toEqual({ own, merged, added });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
