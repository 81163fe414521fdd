import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { app } from '@k8s-blocks/app';
import { contract, stack } from '@k8s-blocks/topology';
import { afterEach, beforeEach } from 'vitest';
import { provideModules } from './import-module.ts';
import { type Answer, k8sBlocks } from './k8s-blocks.test-helper.ts';

/** The path of the module of an app with one ConfigMap, in base and staging, which is there for each test. */
export const APP = 'apps/payments/app.ts';

/**
 * Gives each test of a file a working directory of its own, in a temporary folder, and calls back with it.
 */
export function inOwnFolder(begin: (folder: string) => void): void {
  const before = process.cwd();
  let folder = '';
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'cli-')));
    process.chdir(folder);
    provideModules({ [join(folder, APP)]: async () => ({ default: payments() }) });
    begin(folder);
  });
  afterEach(async () => {
    process.chdir(before);
    await rm(folder, { recursive: true });
  });
}

/** Runs the command in this process, in the working directory. */
export function command(...args: string[]): Promise<Answer> {
  return k8sBlocks({ cwd: process.cwd() }, ...args);
}

export async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** The files below a folder, by their paths in it. */
export async function treeOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const files = paths.sort().map(async (path) => [path.slice(join(folder, '/').length), await readFile(path, 'utf8')]);
  return Object.fromEntries(await Promise.all(files));
}

/** An app with one ConfigMap, in base and staging. */
export function payments(name = 'payments') {
  const service = contract({ name, ports: {} });
  const environments = { base: {}, staging: { suffix: '-staging' } };
  return app(stack({ services: [service], environments, connections: [] }), service, {
    settings: { base: { level: 'info' }, staging: { level: 'debug' } },
    manifests: ({ settings }) => ({
      'configmap.yaml': {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'payments-config' },
        data: { LEVEL: settings.level },
      },
    }),
  });
}
