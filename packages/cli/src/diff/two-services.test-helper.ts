import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';
import { k8sBlocks } from '../k8s-blocks.test-helper.ts';

const PACKAGES = fileURLToPath(new URL('../../../../node_modules/@k8s-blocks', import.meta.url));

/** The module of the map, in the repository. */
export const MAP = 'map.mjs';

/** The folder of everything, the repository in it, and where the command keeps what is temporary: new for each test. */
export let folder: string;
export let repository: string;
export let temporary: string;

/** Gives each test of a file a repository with the committed trees of two services, of which each has two environments. */
export function inRepository(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-diff-'));
    [repository, temporary] = [join(folder, 'repository'), join(folder, 'temporary')];
    await mkdir(join(repository, 'node_modules'), { recursive: true });
    await mkdir(temporary);
    await symlink(PACKAGES, join(repository, 'node_modules/@k8s-blocks'));
    await write('.gitignore', 'node_modules\n');
    await write(MAP, mapModule);
    await writeService('shop');
    await writeService('payments');
    await git('init', '--quiet', '--initial-branch=main');
    await commit();
  });
  afterEach(() => rm(folder, { recursive: true }));
}

/** Expects a refusal that contains some words, and no stack trace. */
export function expectRefusal({ code, stdout, stderr }: Awaited<ReturnType<typeof diff>>, words: string): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/^\s+at /m);
}

/** Runs `diff` in the repository. */
export function diff(...args: string[]) {
  return diffIn(repository, {}, ...args);
}

/** Runs `diff` in another folder, with other variables. */
export function diffIn(cwd: string, env: NodeJS.ProcessEnv, ...args: string[]) {
  return k8sBlocks({ cwd, env: { TMPDIR: temporary, ...env } }, 'diff', ...args);
}

const mapModule = `import { contract, stack } from '@k8s-blocks/topology';
export const shop = contract({ name: 'shop', ports: {} });
export const payments = contract({ name: 'payments', ports: {} });
const environments = { base: {}, staging: { suffix: '-staging' } };
export default stack({ services: [shop, payments], environments, connections: [] });
`;

/** A service as its tree is committed: nothing of it needs the code that emitted it. */
export async function writeService(name: string): Promise<void> {
  const head = (apiVersion: string, kind: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
  const base = `k8s/${name}/base`;
  await write(`${name}.mjs`, appModule(name));
  await write(
    `${base}/kustomization.yaml`,
    `namespace: ${name}\nresources: [deployment.yaml, policy.yaml, secret.yaml]\n`,
  );
  await write(
    `${base}/deployment.yaml`,
    `${head('apps/v1', 'Deployment')}spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: ${name}, ports: [{ containerPort: 8080 }] }] }
`,
  );
  await write(
    `${base}/policy.yaml`,
    `${head('networking.k8s.io/v1', 'NetworkPolicy')}spec: { podSelector: {}, ingress: [] }\n`,
  );
  await write(`${base}/secret.yaml`, `${head('v1', 'Secret')}stringData: { KEY: old-value }\n`);
  await write(
    `k8s/${name}/overlays/staging/kustomization.yaml`,
    `namespace: ${name}-staging\nresources: [../../base]\nimages: [{ name: ${name}, newTag: "1" }]\n`,
  );
}

function appModule(name: string): string {
  return `import { app } from '@k8s-blocks/app';
import map, { ${name} } from './map.mjs';
export default app(map, ${name}, { settings: { base: {}, staging: {} }, manifests: () => ({}) });
`;
}

/** Changes a file of the repository. */
export async function edit(path: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(join(repository, path), 'utf8');
  expect(before).toMatch(from);
  await writeFile(join(repository, path), before.replace(from, to));
}

/** Writes a file of the repository. */
export async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(repository, path)), { recursive: true });
  await writeFile(join(repository, path), text);
}

/** Runs git in the repository. */
export async function git(...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false'];
  const { stdout } = await promisify(execFile)('git', [...identity, ...args], { cwd: repository });
  return stdout;
}

/** Commits all that is in the repository. */
export async function commit(): Promise<void> {
  await git('add', '--all');
  await git('commit', '--quiet', '--message=change');
}

/** What the command has made and not removed yet. The cache of tsx lies beside it, and is not the command's. */
export async function leftovers(): Promise<readonly string[]> {
  return (await readdir(temporary)).filter((name) => name.startsWith('k8s-blocks-diff-'));
}
