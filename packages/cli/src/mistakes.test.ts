import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { APP, command, inOwnFolder, treeOf, write } from './in-process.test-helper.ts';

inOwnFolder(() => {});

const TRACE = /^\s+at /m;

describe('a mistake has no trace: where, what, and what to do of', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ['trees in a file', () => writeFile('k8s', 'mine'), 'The root of all trees is not a folder.'],
    ['trees in a link to nothing', () => symlink('nowhere', 'k8s'), 'a symbolic link that leads to nothing.'],
    ['trees in links in a circle', () => symlink('k8s', 'k8s'), 'Its symbolic links lead in a circle. (ELOOP, stat)'],
    ['a service in a file', () => write('k8s/payments', 'mine'), 'payments is not a folder.'],
    [
      'a service in a link',
      () => mkdir('k8s').then(() => symlink('..', 'k8s/payments')),
      'payments is a symbolic link.',
    ],
    [
      'a file in a folder',
      () => mkdir('k8s/payments/kustomization.yaml', { recursive: true }),
      'kustomization.yaml is a folder.',
    ],
  ])('%s', async (_, obstruct, words) => {
    await obstruct();
    for (const verb of ['emit', 'check']) {
      const { code, stderr } = await command(verb, APP);
      expect(code).toBe(1);
      expect(stderr).toContain(words);
      expect(stderr).not.toMatch(TRACE);
    }
  });

  it.each([
    ['a folder', 'apps', 'It is not a file.'],
    ['the working directory', '.', 'It is not a file.'],
    ['a device', '/dev/null', 'It is not a file.'],
    ['a pipe', 'pipe.ts', 'It is not a file.'],
    ['manifests', 'manifests.yaml', 'It is not a module of TypeScript or JavaScript.'],
    ['JSON', 'app.json', 'It is not a module of TypeScript or JavaScript.'],
    ['a file without an ending', 'app', 'It is not a module of TypeScript or JavaScript.'],
    ['a path in a file', 'app/app.ts', 'There is no such file.'],
    ['a name that is too long', `${'a'.repeat(300)}.ts`, 'There is no such file.'],
  ])('%s instead of a module', async (_, path, words) => {
    await mkdir('apps');
    execFileSync('mkfifo', ['pipe.ts']);
    for (const name of ['manifests.yaml', 'app.json', 'app']) await writeFile(name, '{}');
    const { code, stderr } = await command('emit', path);
    expect(code).toBe(1);
    expect(stderr).toBe(`${path}\n  ${words}\n  Give the path of an app module.\n\n`);
  });
});

describe('a linked root', () => {
  it('is followed: what it leads to holds the trees', async () => {
    await mkdir('manifests');
    await symlink('manifests', 'k8s');
    expect((await command('emit', APP)).code).toBe(0);
    expect(Object.keys(await treeOf('manifests'))).toContain('payments/base/configmap.yaml');
    expect((await command('check', APP)).stdout).toBe('payments: as it is emitted\n');
  });
});

describe('check', () => {
  it('says of a tree with line ends of Windows what to do, once a file, and shows no line of it', async () => {
    await command('emit', APP);
    const files = await treeOf('k8s');
    for (const [path, text] of Object.entries(files)) await writeFile(`k8s/${path}`, text.replaceAll('\n', '\r\n'));
    const { code, stderr } = await command('check', APP);
    expect(code).toBe(1);
    expect(stderr.match(/Its lines end in CRLF, not in LF\./g)).toHaveLength(4);
    expect(stderr).toContain('write "k8s/** -text" into the .gitattributes beside k8s, and emit again.');
    expect(stderr).not.toContain('LEVEL');
    await command('emit', APP);
    expect(await treeOf('k8s')).toEqual(files);
  });

  it('prints differences as text: the content of a file is not a command to a terminal or a workflow', async () => {
    await command('emit', APP);
    const path = 'k8s/payments/base/configmap.yaml';
    const hostile = '  NOTE: |\n    ::error::gotcha\n    ##[error]\u202e\u200b\n';
    await writeFile(path, `${await readFile(path, 'utf8')}${hostile}`);
    const { stderr } = await command('check', APP);
    expect(stderr).toContain('-    : :error::gotcha\n-    # #[error]\\u202e\\u200b\n');
  });

  it('reads a tree that may not be written', async () => {
    await command('emit', APP);
    await chmod('k8s', 0o555);
    expect((await command('check', APP)).code).toBe(0);
    await chmod('k8s', 0o755);
  });
});
