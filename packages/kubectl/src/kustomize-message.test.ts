import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder, withPinnedKubectl, writeFiles } from './fakes.ts';
import { kustomizeBuild } from './index.ts';

const CANARY = 'hunter2,Canary "value" of/a=Opensesame';
const PIECES = [
  ...(CANARY.match(/[\w]{6,}/g) ?? []),
  Buffer.from(CANARY).toString('base64').slice(0, 16),
  '104 117 110',
];

/** As a scalar in double quotes, and as a word that YAML reads without them. */
const QUOTED = JSON.stringify(CANARY);
const WORD = 'hunter2,Canary/value';

withPinnedKubectl();

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

const write = (files: Readonly<Record<string, string>>) => writeFiles(folder, files);

const SECRET = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  token: ${QUOTED}\n`;
const inline = (text: string) => text.replace(/^/gm, '    ');
const patched = (patch: string, rest = '') => ({
  's.yaml': SECRET,
  'kustomization.yaml': `resources: [s.yaml]\npatches:\n- patch: |-\n${inline(patch)}\n${rest}`,
});
const generated = (lines: string) => ({ 'kustomization.yaml': `secretGenerator:\n- name: s\n  ${lines}\n` });
const resource = (text: string) => ({ 'kustomization.yaml': 'namespace: a\nresources: [s.yaml]\n', 's.yaml': text });
const head = SECRET.slice(0, SECRET.indexOf('stringData'));

describe('the message of a build that fails', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a strategic merge patch that is not YAML',
      patched(`${SECRET} bad: x`),
      /PatchTransformer: unable to parse SM or JSON patch/,
    ],
    [
      'one whose quotation ends nowhere',
      patched(`${head}stringData: { token: "${WORD}] }"\n`.replace('"', '')),
      /PatchTransformer/,
    ],
    [
      'a patch in a file that is not YAML',
      {
        ...patched('{}'),
        'kustomization.yaml': 'resources: [s.yaml]\npatches: [{ path: p.yaml }]\n',
        'p.yaml': `${SECRET} bad: x`,
      },
      /unable to parse SM or JSON patch/,
    ],
    [
      'a list of patches that are not YAML',
      {
        's.yaml': SECRET,
        'kustomization.yaml': `resources: [s.yaml]\npatchesStrategicMerge:\n- |-\n${inline(`${SECRET} bad: x`)}\n`,
      },
      /PatchStrategicMergeTransformer/,
    ],
    [
      'a JSON patch that is not one',
      patched(`[{ "op": "replace", "path": "/stringData/token", "value": ${QUOTED}`, '  target: { kind: Secret }\n'),
      /unable to parse SM or JSON patch/,
    ],
    [
      'a JSON patch of an unknown operation',
      patched(`- op: put\n  path: /stringData/token\n  value: ${QUOTED}`, '  target: { kind: Secret }\n'),
      /put/,
    ],
    [
      'a JSON patch of what is not there',
      patched(`- op: replace\n  path: /data/a/b\n  value: ${QUOTED}`, '  target: { kind: Secret }\n'),
      /doc is missing path: \/data\/a\/b/,
    ],
    [
      'a JSON patch that tests another value',
      patched(`- op: test\n  path: /stringData/token\n  value: x${WORD}`, '  target: { kind: Secret }\n'),
      /\/stringData\/token failed/,
    ],
    ['a patch of another type', patched(`${head}stringData: [${QUOTED}]`), /expected MappingNode but got SequenceNode/],
    [
      'a patch of an object that is not there',
      patched(SECRET.replace('name: s', 'name: x')),
      /no matches for Id Secret\.v1\.\[noGrp\]\/x\.\[noNs\]/,
    ],
    ['a resource that is not YAML', resource(`${SECRET} bad: x`), /'s\.yaml': MalformedYAMLError: yaml: line \d+/],
    [
      'a resource with an unknown alias',
      resource(`${head}data: { a: *${WORD.replaceAll(/\W/g, '')} }`),
      /'s\.yaml': MalformedYAMLError: yaml: unknown anchor/,
    ],
    ['a value that does not fit its tag', resource(`${head}data: { a: !!int ${QUOTED} }`), /cannot decode !!str/],
    ['a key that is a map', resource(`${head}data: { a: b, ? { ${QUOTED}: 1 } : 2 }`), /invalid map key/],
    [
      'a Secret without a name',
      resource(SECRET.replace('name: s', 'labels: { a: b }')),
      /missing metadata\.name in object/,
    ],
    [
      'two of one name',
      { ...resource(SECRET), 'kustomization.yaml': 'resources: [s.yaml, t.yaml]\n', 't.yaml': SECRET },
      /already registered id: Secret\.v1\.\[noGrp\]\/s\.\[noNs\]/,
    ],
    [
      'a Secret instead of a resource’s name',
      { 'kustomization.yaml': `resources:\n- |-\n${inline(SECRET)}\n` },
      /no such file or directory/,
    ],
    [
      'a Secret instead of a generator',
      { 'kustomization.yaml': `generators:\n- |-\n${inline(SECRET)}\n` },
      /unable to load|loading generator plugins/,
    ],
    ['literals without a key', generated(`literals: [${QUOTED.replace('=', '')}]`), /invalid literal source/],
    ['a duplicate key', generated(`literals: ["a=${WORD}", "a=${WORD}2"]`), /repeats the key/],
    ['literals that are a map', generated(`literals: { a: ${QUOTED} }`), /cannot unmarshal object into .*literals/],
    ['literals where files are named', generated(`files: ["a=${WORD}=b"]`), /file path contains/],
    ['literals where a file of variables is named', generated(`envs: ["a=${WORD}"]`), /env source files/],
    ['variables that are not UTF-8', { ...generated('envs: [e.env]'), 'e.env': `\ufffe${CANARY}\ud800` }, /./],
    [
      'a text instead of a generator',
      { 'kustomization.yaml': `secretGenerator: ${QUOTED}\n` },
      /cannot unmarshal string/,
    ],
    [
      'a generator of a plugin',
      {
        'kustomization.yaml': 'generators: [g.yaml]\n',
        'g.yaml': `apiVersion: builtin\nkind: SecretGenerator\nmetadata: { name: a }\nliterals: [${QUOTED.replace('=', '')}]\n`,
      },
      /invalid literal source/,
    ],
    [
      'a replacement into a value',
      {
        's.yaml': SECRET,
        'kustomization.yaml':
          'resources: [s.yaml]\nreplacements:\n- source: { kind: Secret, fieldPath: stringData.token }\n  targets: [{ select: { kind: Secret }, fieldPaths: [stringData.token.x] }]\n',
      },
      /unable to find field "stringData\.token\.x" in replacement target/,
    ],
    [
      'a replacement by a piece that is not there',
      {
        's.yaml': SECRET,
        'kustomization.yaml':
          'resources: [s.yaml]\nreplacements:\n- source: { kind: Secret, fieldPath: stringData.token, options: { delimiter: "/", index: 9 } }\n  targets: [{ select: { kind: Secret }, fieldPaths: [stringData.b] }]\n',
      },
      /options\.index 9 is out of bounds/,
    ],
    [
      'a Secret as definitions',
      { 's.yaml': SECRET, 'kustomization.yaml': 'resources: [s.yaml]\ncrds: [s.yaml]\n' },
      /loading CRDs \[s\.yaml\]/,
    ],
    [
      'a Secret as a configuration',
      { 's.yaml': SECRET, 'kustomization.yaml': 'resources: [s.yaml]\nconfigurations: [s.yaml]\n' },
      /unknown field/,
    ],
    [
      'a broken Secret in a base of a base',
      {
        'kustomization.yaml': 'resources: [b]\n',
        'b/kustomization.yaml': 'resources: [c]\n',
        'b/c/kustomization.yaml': 'resources: [s.yaml]\n',
        'b/c/s.yaml': `${SECRET} bad: x`,
      },
      /folder: accumulating resources from 's\.yaml': Malformed/,
    ],
  ])('of %s is why, and no value', async (_, files, reason) => {
    write(files);
    const refusal: unknown = await kustomizeBuild(folder).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    const { message } = refusal as Refusal;
    expect(message).toMatch(reason);
    for (const piece of PIECES) expect(message).not.toContain(piece);
    expect(message).not.toMatch(/goroutine|recursed accumulation|^error:/m);
  });

  it('names files, fields, and objects that are not Secrets, as they are called', async () => {
    write({ 'kustomization.yaml': 'resources: [missing.yaml]\n' });
    await expect(kustomizeBuild(folder)).rejects.toThrow(
      `lstat ${join(folder, 'missing.yaml')}: no such file or directory`,
    );
    write({ 'kustomization.yaml': 'resource: []\n' });
    await expect(kustomizeBuild(folder)).rejects.toThrow(
      'does not build this folder: invalid Kustomization: json: unknown field "resource"',
    );
    write({
      'kustomization.yaml':
        'resources: [s.yaml]\npatches: [{ target: { kind: Deployment }, patch: "[{\\"op\\": \\"remove\\", \\"path\\": \\"/a/b\\"}]" }]\n',
      's.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n',
    });
    await expect(kustomizeBuild(folder)).rejects.toThrow(/remove operation does not apply: .*\/a\/b/);
  });

  it('has neither the log of kubectl nor the same reason twice, whichever file is wrong', async () => {
    const part = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [gone.yaml]\n';
    const map = 'apiVersion: v1\nkind: ConfigMap\n';
    const failing: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [
        { 'kustomization.yaml': 'resources: [empty]\n', 'empty/a.txt': '' },
        "unable to find one of 'kustomization.yaml', ",
      ],
      [{ 'kustomization.yaml': 'components: [part]\n', 'part/kustomization.yaml': part }, "from 'gone.yaml': lstat "],
      [{ 'kustomization.yaml': 'components: [none]\n' }, 'this folder: lstat '],
      [
        { 'kustomization.yaml': 'components: [b]\n', 'b/kustomization.yaml': 'resources: []\n' },
        "expected kind 'Component'",
      ],
      [{ 'kustomization.yaml': 'patches: [{ path: gone.yaml }]\n' }, 'from path(gone.yaml): lstat '],
      [
        { 'kustomization.yaml': 'configMapGenerator: [{ name: a, literals: [a=b] }, { name: a, literals: [a=b] }]\n' },
        'this folder: ConfigMap.v1.[noGrp]/a.[noNs] exists; behavior must be merge or replace',
      ],
      [
        { 'kustomization.yaml': 'resources: [m.yaml]\n', 'm.yaml': map },
        'missing metadata.name in object v1 ConfigMap',
      ],
    ];
    for (const [index, [files, reason]] of failing.entries()) {
      writeFiles(join(folder, String(index)), files);
      const { message } = (await kustomizeBuild(join(folder, String(index))).catch(
        (error: unknown) => error,
      )) as Refusal;
      expect(message).toContain(reason);
      expect(message).not.toMatch(
        /run\.go|command failed|evalsymlink|must build at directory|accumulateDirectory|\(hidden\)/,
      );
    }
  });

  it('of large files of variables is short', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `KEY_${index}=${CANARY} ${index}`).join('\n');
    write({ ...generated('envs: [e.env]'), 'e.env': `${lines}\nKEY_1=again\n` });
    const { message } = (await kustomizeBuild(folder).catch((error: unknown) => error)) as Refusal;
    expect(message).toContain('does not build this folder: (hidden), since there is too much here');
    expect(message.length).toBeLessThan(2000);
    for (const piece of PIECES) expect(message).not.toContain(piece);
  });
});

describe('what Kustomize warns of', () => {
  it('is shown without what its log puts around it, and without values', async () => {
    write({
      's.yaml': SECRET,
      'kustomization.yaml': `resources: [s.yaml]\nvars: [{ name: A_TOKEN, objref: { kind: Secret, apiVersion: v1, name: s } }]\n`,
    });
    const { warnings } = await kustomizeBuild(folder);
    expect(warnings).toContain("# Warning: 'vars' is deprecated. Please use 'replacements' instead.");
    expect(warnings).toMatch(/^well-defined vars that were never replaced: A_TOKEN$/m);
  });
});
