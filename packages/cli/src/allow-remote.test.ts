/** Every command that builds fetches remote resources of a kustomization only if that is allowed. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';
import { COMMANDS } from './commands.ts';
import { k8sBlocks } from './k8s-blocks.test-helper.ts';
import { run } from './run.ts';

const PACKAGES = fileURLToPath(new URL('../../../node_modules/@k8s-blocks', import.meta.url));
const APP = 'apps/payments/app.mjs';
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n';

let folder: string;
let address: string;

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

function git(repository: string, ...args: string[]): void {
  execFileSync('git', ['-C', repository, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    stdio: 'pipe',
  });
}

function commit(repository: string): void {
  git(repository, 'add', '.');
  git(repository, 'commit', '-qm', 'a');
}

/** A service whose base builds upon another repository. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'allow-remote-'));
  await write('theirs/config-map.yaml', CONFIG_MAP);
  await write('theirs/kustomization.yaml', 'resources: [config-map.yaml]\n');
  git(join(folder, 'theirs'), 'init', '-q');
  commit(join(folder, 'theirs'));
  address = `file://${folder}/theirs`;
  await write('ours/k8s/payments/base/kustomization.yaml', `resources: ["${address}"]\n`);
  await write(
    `ours/${APP}`,
    `import { app } from '@k8s-blocks/app';
     import { contract, stack } from '@k8s-blocks/topology';
     const service = contract({ name: 'payments', ports: {} });
     const map = stack({ services: [service], environments: { base: {} }, connections: [] });
     const metadata = { name: 'settings' };
     const manifests = () => ({ 'config-map.yaml': { apiVersion: 'v1', kind: 'ConfigMap', metadata } });
     export default app(map, service, { settings: { base: {} }, manifests });`,
  );
  await write('ours/.gitignore', 'node_modules\ndist\n');
  await mkdir(join(folder, 'ours/node_modules'));
  await symlink(PACKAGES, join(folder, 'ours/node_modules/@k8s-blocks'));
  git(join(folder, 'ours'), 'init', '-q');
  commit(join(folder, 'ours'));
  await write('ours/k8s/payments/base/kustomization.yaml', `resources: ["${address}"]\nnamespace: payments\n`);
});
afterAll(() => rm(folder, { recursive: true }));

/** What every refusal names: the resource that was not fetched, and how to fetch it. */
const NOT_FETCHED = () => [
  'resources[0]',
  `It names "${address}", and nothing is fetched here by default.`,
  'Keep a copy beside the kustomization and name that, or allow it with --allow-remote.',
];

describe('a kustomization that names another’s repository', () => {
  it('is not fetched by verify, unless that is allowed', async () => {
    const said: string[] = [];
    const output = { print: (text: string) => said.push(text), printError: (text: string) => said.push(text) };
    const target = join(folder, 'ours/k8s/payments/base');
    expect(await run(['verify', target], output)).toBe(1);
    for (const words of NOT_FETCHED()) expect(said.join('\n')).toContain(words);
    said.length = 0;
    await run(['verify', target, '--allow-remote'], output);
    expect(said.join('\n')).toContain('Judged 1 object of 1 kustomization');
  });

  it('is not built by build, unless that is allowed', async () => {
    const cwd = join(folder, 'ours');
    const refused = await k8sBlocks({ cwd }, 'build', APP);
    expect(refused.code).toBe(1);
    for (const words of NOT_FETCHED()) expect(refused.stderr).toContain(words);
    expect(await k8sBlocks({ cwd }, 'build', APP, '--allow-remote')).toMatchObject({ code: 0, stderr: '' });
  });

  it('is not compared by diff, unless that is allowed', async () => {
    const cwd = join(folder, 'ours');
    const refused = await k8sBlocks({ cwd }, 'diff', APP);
    expect(refused.code).toBe(1);
    for (const words of NOT_FETCHED()) expect(refused.stdout + refused.stderr).toContain(words);
    const compared = await k8sBlocks({ cwd }, 'diff', APP, '--allow-remote');
    expect(compared.code).toBe(0);
    expect(compared.stdout).toContain('settings');
  });
});

it('the option is of the commands that build manifests of others, and no other', () => {
  const having = Object.entries(COMMANDS).flatMap(([name, { options }]) => ('allow-remote' in options ? [name] : []));
  expect(having).toEqual(['build', 'verify', 'report', 'diff', 'observe', 'deploy', 'drift', 'import']);
  expect(readArguments(['verify', 'a'])).toMatchObject({ options: { allowRemote: false } });
  expect(readArguments(['verify', 'a', '--allow-remote'])).toMatchObject({ options: { allowRemote: true } });
});
