import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkModules } from '@k8s-blocks/testing/link-modules';
import { NX, NX_SETTINGS } from './commands.ts';
import { mapFiles } from './generated-map.ts';
import { appFiles, generatedServices } from './generated-service.ts';
import { run } from './run.ts';

/** The root of this workspace. */
const source = fileURLToPath(new URL('../../..', import.meta.url));

/** Files that are not copied: those that are generated instead, documentation, CI, publishing, tests and this benchmark. */
const NOT_COPIED = [
  /^(apps|k8s|docs|\.changeset|\.ci|\.github|tools\/(bench|release))\//,
  /^packages\/stack\/src\/(contracts|index|system)\.ts$/,
  /^k8s-blocks\.rules\.ts$/,
  /\.test\.ts$/,
  /\/test\//,
];

/** A project whose target does nothing, to measure Nx itself: `nx run nothing:nothing`. */
const NOTHING = `${JSON.stringify({
  name: '@k8s-blocks/nothing',
  version: '0.1.0',
  private: true,
  nx: { name: 'nothing', targets: { nothing: { executor: 'nx:noop' } } },
})}\n`;

/**
 * Makes a workspace of many services to measure: the packages and the plugin of this one, a generated map and generated
 * apps, their trees emitted by the real command, and all of it in one commit of a git repository of its own.
 *
 * @param count how many services; 3 at least.
 * @param folder is made; it must not hold anything yet.
 * @throws Error if the folder is not empty, or emit refuses.
 */
export async function generateWorkspace(count: number, folder: string): Promise<void> {
  const services = generatedServices(count);
  await refuseFilled(folder);
  await copyFiles(folder);
  await writeFiles(join(folder, 'packages/stack/src'), mapFiles(services));
  for (const service of services) await writeFiles(join(folder, 'apps', service.name), appFiles(service));
  await writeFiles(join(folder, 'tools/nothing'), new Map([['package.json', NOTHING]]));
  await linkModules(folder);
  await run([...NX, 'run-many', '-t', 'emit'], { cwd: folder, env: NX_SETTINGS });
  await rm(join(folder, '.nx'), { recursive: true, force: true });
  await git(folder, 'init', '--quiet', '--initial-branch=main');
  await commit(folder, 'generated');
}

/** Runs git in a generated workspace. Throws an error with what it said if it fails. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', '-c', 'gc.auto=0'];
  return (await run(['git', ...identity, ...args], { cwd: folder })).stdout;
}

/** Commits everything that changed in a generated workspace. */
export async function commit(folder: string, message: string): Promise<void> {
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--no-gpg-sign', `--message=${message}`);
}

async function refuseFilled(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  if (entries.length > 0) throw new Error(`${folder} is not empty; give a folder that is, or that is not there yet.`);
}

/** Copies what git would commit here. */
async function copyFiles(folder: string): Promise<void> {
  const listed = await run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: source,
  });
  const files = listed.stdout.split('\0').filter((file) => file !== '' && !NOT_COPIED.some((rule) => rule.test(file)));
  for (const file of files) {
    const found = await stat(join(source, file)).catch(() => undefined);
    if (found?.isFile()) await cp(join(source, file), join(folder, file));
  }
}

async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
