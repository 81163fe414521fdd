/** What would take all memory is refused before kubectl sees it; and kubectl is held to its limits. */
import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { kubectlWith, script, temporaryFolder, withPinnedKubectl, writeFiles } from './fakes.ts';
import { kustomizeBuild } from './index.ts';

withPinnedKubectl();

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

const write = (files: Readonly<Record<string, string>>) => writeFiles(folder, files);

/** A build with a fake kubectl. A fresh module is imported, since the kubectl is searched once in a process. */
async function buildWith(body: string, options?: Parameters<typeof kustomizeBuild>[1]) {
  const kubectl = script(
    join(folder, 'bin'),
    'kubectl',
    `if [ "$1" = version ]; then ${kubectlWith('v5.7.1')}; exit; fi\n${body}`,
  );
  vi.stubEnv('KUBECTL', kubectl);
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.resetModules();
  const fresh = await import('./index.ts');
  return fresh.kustomizeBuild(folder, options);
}

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

/** Some lines that expand to 9 to the power of 9 words. */
const BOMB = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`),
].join('\n');

/** A thousand levels, one alias each. */
const DEEP = ['a0: &a0 x', ...Array.from({ length: 1000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`)].join('\n');

/** Each object is merged from the one before, twice as large. */
const MERGES = [
  'a0: &a0 { k: x }',
  ...Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} { l: *a${i}, r: *a${i}, <<: *a${i} }`),
].join('\n');

describe('before a build, kubectl is kept from', () => {
  const base = { 'kustomization.yaml': 'resources: [r.yaml]\n', 'r.yaml': HEAD };

  it.each<readonly [string, string, Readonly<Record<string, string>>]>([
    ['aliases of aliases in a resource', 'r.yaml', { ...base, 'r.yaml': HEAD + BOMB }],
    ['aliases that nest too deep', 'r.yaml', { ...base, 'r.yaml': HEAD + DEEP }],
    ['merges of merges', 'r.yaml', { ...base, 'r.yaml': HEAD + MERGES }],
    ['them in a second document', 'r.yaml', { ...base, 'r.yaml': `${HEAD}---\n${HEAD}${BOMB}` }],
    ['them in JSON that is YAML', 'r.yaml', { ...base, 'r.yaml': `{ ${BOMB.replaceAll('\n', ',\n')} }` }],
    ['them in the kustomization', 'kustomization.yaml', { ...base, 'kustomization.yaml': `${BOMB}\n` }],
    [
      'them in a base of a base',
      'c/r.yaml',
      {
        'kustomization.yaml': 'resources: [b]\n',
        'b/kustomization.yaml': 'resources: [../c]\n',
        'c/kustomization.yaml': 'resources: [r.yaml]\n',
        'c/r.yaml': HEAD + BOMB,
      },
    ],
    [
      'them in a component',
      'c/r.yaml',
      {
        'kustomization.yaml': 'components: [c]\n',
        'c/kustomization.yaml': 'kind: Component\nresources: [r.yaml]\n',
        'c/r.yaml': HEAD + BOMB,
      },
    ],
    [
      'them in a patch',
      'p.yaml',
      { ...base, 'kustomization.yaml': 'resources: [r.yaml]\npatches: [{ path: p.yaml }]\n', 'p.yaml': BOMB },
    ],
    [
      'them in a patch within the kustomization',
      'kustomization.yaml › patches[0].patch',
      {
        ...base,
        'kustomization.yaml': `resources: [r.yaml]\npatches:\n- patch: |-\n${BOMB.replace(/^/gm, '    ')}\n`,
      },
    ],
    [
      'them in a definition of resources',
      'p.yaml',
      { ...base, 'kustomization.yaml': 'resources: [r.yaml]\ncrds: [p.yaml]\n', 'p.yaml': BOMB },
    ],
    [
      'them in a transformer',
      'p.yaml',
      { ...base, 'kustomization.yaml': 'resources: [r.yaml]\ntransformers: [p.yaml]\n', 'p.yaml': BOMB },
    ],
  ])('%s; the refusal names the file', async (_, path, files) => {
    write(files);
    const build = buildWith(`touch '${folder}/ran'`);
    await expect(build).rejects.toThrow(Refusal);
    await expect(build).rejects.toThrow(`${join(folder, path)}\n`);
    await expect(build).rejects.toThrow(/stand for more than 10000000 characters|more than 500 levels deep/);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('a file that is too large to read, and what is not a file', async () => {
    write(base);
    truncateSync(join(folder, 'r.yaml'), 65 * 1024 * 1024);
    await expect(buildWith('exit 1')).rejects.toThrow('r.yaml\n  It has 68157440 bytes; 67108864 are read.');
    write({ 'kustomization.yaml': 'resources: [r.yaml, pipe]\n', 'r.yaml': HEAD });
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await expect(kustomizeBuild(folder)).rejects.toThrow(
      'resources[1]\n  It names "pipe", which is neither a file nor a folder.',
    );
  });

  it('a file of aliases that is named as data too', async () => {
    const both = 'configMapGenerator: [{ name: a, files: [r.yaml] }]\nresources: [r.yaml]\n';
    write({ 'kustomization.yaml': both, 'r.yaml': HEAD + BOMB });
    await expect(kustomizeBuild(folder)).rejects.toThrow('r.yaml\n  The aliases of this file stand for more than');
  });

  it('a kustomization that is not YAML, a pipe, or not text', async () => {
    write({ 'kustomization.yaml': 'resources: [\n' });
    await expect(kustomizeBuild(folder)).rejects.toThrow(`${join(folder, 'kustomization.yaml')}\n`);
    write({ 'kustomization.yaml': Buffer.from('resources: []', 'utf16le').toString('latin1') });
    await expect(kustomizeBuild(folder)).rejects.toThrow('UTF-16');
    const other = temporaryFolder();
    execFileSync('mkfifo', [join(other, 'kustomization.yaml')]);
    await expect(kustomizeBuild(other)).rejects.toThrow('It is neither a file nor a folder.');
  });

  it('nothing that is common: aliases that expand to little, links, and kustomizations that name each other', async () => {
    write({
      'real/kustomization.yaml': 'resources: [r.yaml, ../other]\n',
      'real/r.yaml': `${HEAD}data: { a: &x "& *", b: *x }\n`,
      'other/kustomization.yaml': 'resources: [r.yaml]\n',
      'other/r.yaml': HEAD.replace('name: a', 'name: b'),
    });
    symlinkSync('real', join(folder, 'link'));
    expect((await kustomizeBuild(join(folder, 'link'))).yaml).toContain("b: '& *'");
    write({ 'other/kustomization.yaml': 'resources: [r.yaml, ../real]\n' });
    await expect(kustomizeBuild(join(folder, 'real'))).rejects.toThrow('cycle detected');
  });
});

describe('a build', () => {
  beforeEach(() => write({ 'kustomization.yaml': 'resources: [r.yaml]\n', 'r.yaml': HEAD }));

  it.runIf(process.platform === 'linux')('has no more memory than it is given', async () => {
    const build = kustomizeBuild(folder, { memory: 200 });
    await expect(build).rejects.toThrow(Refusal);
    await expect(build).rejects.toThrow(
      `${folder}\n  kubectl kustomize cannot build this folder in 200 MiB of memory.`,
    );
  });

  it('is refused if it prints more than is read of a file', async () => {
    await expect(buildWith('yes')).rejects.toThrow(
      'kubectl kustomize printed more than 67108864 bytes for this folder.',
    );
  });

  it.each([
    ['an empty script', ''],
    ['a line break', 'echo'],
    ['blanks', "printf '  \\n\\n'"],
    ['half of a manifest', "printf 'apiVersion: v1\\nkind: Conf'"],
    ['a manifest without the end of its line', "printf 'apiVersion: v1\\nkind: ConfigMap'"],
    ['one manifest, and the half of another', "printf 'kind: A\\n---\\napiVersion: v1\\n'"],
    ['a page of a server', "echo '<html>not here</html>'"],
    ['words', 'echo hello'],
    ['a list', "echo '- kind: A'"],
  ])('is refused if what kubectl prints is that of %s', async (_, body) => {
    const build = buildWith(body);
    await expect(build).rejects.toThrow(Refusal);
    await expect(build).rejects.toThrow(
      /for this folder, as if that were what it builds\.\n {2}Look at that kubectl\./,
    );
  });

  it.each([
    ['a signal', "printf 'kind: A\\n'; kill -9 $$", 'It was ended by the signal SIGKILL.'],
    ['its exit code', "printf 'kind: A\\n'; exit 3", 'It ended with the exit code 3, and printed no error.'],
  ])('is refused if kubectl is ended by %s, whatever it printed', async (_, body, words) => {
    await expect(buildWith(body)).rejects.toThrow(`does not build this folder: ${words}`);
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    [
      'every object is removed',
      {
        'kustomization.yaml':
          'resources: [r.yaml]\npatches: [{ patch: "{ $patch: delete, apiVersion: v1, kind: ConfigMap, metadata: { name: a } }" }]\n',
      },
    ],
    ['its files are empty', { 'r.yaml': '' }],
    ['its files are comments', { 'r.yaml': '# later\n' }],
    ['its lists are empty', { 'r.yaml': 'apiVersion: v1\nkind: List\nitems: []\n' }],
    ['it names nothing', { 'kustomization.yaml': 'resources: []\n' }],
  ])('is of nothing where %s', async (_, files) => {
    write(files);
    expect((await kustomizeBuild(folder)).yaml).toBe('');
  });

  it('of nothing is refused without a trace where no temporary folder can be made to try kubectl in', async () => {
    write({ 'r.yaml': '' });
    vi.stubEnv('TMPDIR', join(folder, 'missing'));
    const build = buildWith('exit 0');
    await expect(build).rejects.toThrow(Refusal);
    await expect(build).rejects.toThrow(`${join(folder, 'missing')}/k8s-blocks-`);
  });

  it.each(['a b', '-n', '--help', "a'b", '$(touch x)', 'ü\n', 'https:', '*', '\u001b[2J'])(
    'may be in a folder called %j',
    async (name) => {
      write({ [`${name}/kustomization.yaml`]: 'resources: [r.yaml]\n', [`${name}/r.yaml`]: HEAD });
      expect((await kustomizeBuild(join(folder, name))).yaml).toBe(HEAD);
    },
  );

  it.each(['missing', 'r.yaml', 'x'.repeat(5000), 'a\0b', 'loop'])('of %j is refused without a trace', async (name) => {
    symlinkSync('loop', join(folder, 'loop'));
    const build = kustomizeBuild(join(folder, name));
    await expect(build).rejects.toThrow(Refusal);
    await expect(build).rejects.not.toThrow(/^\s+at /m);
  });
});
