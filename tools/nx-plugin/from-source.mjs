import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inSources } from './in-sources.mjs';

/**
 * @typedef {import('@k8s-blocks/cli').Output} Output
 * @typedef {{ run(args: readonly string[], output?: Output): Promise<number> }} Command
 */

const WORKSPACE = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(WORKSPACE, 'packages/cli/src');

/** Ignored by git; what an interrupted run leaves there, a later emit removes. */
const CACHE = join(WORKSPACE, 'node_modules/.cache/k8s-blocks');

/**
 * The command, from the sources of this workspace, and with it the modules that it will be asked to import. They are
 * compiled together: to load each by itself through tsx takes longer than all that the command then does.
 *
 * What cannot be compiled together is loaded through tsx: where one module has a fault, Node says which, and the others
 * work; and a module that asks where it lies (`import.meta`) is told so.
 *
 * @param {readonly string[]} modules paths of modules; those that are no TypeScript or not there are left to the command
 * @returns {Promise<Command>}
 */
export async function fromSource(modules) {
  const sources = modules.filter((path) => extname(path) === '.ts' && existsSync(path)).map((path) => resolve(path));
  return (await compiled(sources)) ?? (await throughTsx(sources));
}

/**
 * @param {readonly string[]} sources absolute paths
 * @returns {Promise<Command | undefined>} undefined if they cannot be compiled together
 */
async function compiled(sources) {
  const path = join(CACHE, `${randomUUID()}.mjs`);
  try {
    const { code, map } = await compile(sources, path);
    await mkdir(CACHE, { recursive: true });
    await writeFile(path, code);
    const { run, terminal } = await import(pathToFileURL(path).href);
    return inSources(run, { terminal, path, map });
  } catch {
    return undefined;
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * One module that exports the command, and imports each source when the command asks for it.
 *
 * @param {readonly string[]} sources absolute paths
 * @param {string} path where it will lie
 * @see https://esbuild.github.io/api/
 */
async function compile(sources, path) {
  const { build, stop } = await import('esbuild');
  const { outputFiles, warnings } = await build({
    stdin: { contents: entry(sources), resolveDir: WORKSPACE },
    absWorkingDir: WORKSPACE,
    outfile: path,
    bundle: true,
    external: libraries(),
    // For libraries that are compiled with it, and are no ES modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
    // Everything that is imported runs, as it does without compiling.
    ignoreAnnotations: true,
    // Where each module lies is lost; esbuild warns of those that ask.
    supported: { 'import-meta': false },
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'silent',
    write: false,
  });
  // Its process would wait for more work, and hold its memory, until this one ends.
  await stop();
  if (warnings.some(({ id }) => id === 'empty-import-meta')) throw new Error('A module asks where it lies.');
  const [map, code] = outputFiles.map(({ text }) => text);
  if (map === undefined || code === undefined) throw new Error('There is no code, or no map.');
  return { code, map };
}

/** @param {readonly string[]} sources absolute paths */
function entry(sources) {
  const quoted = (/** @type {string} */ path) => JSON.stringify(path);
  return `export { run } from ${quoted(join(CLI, 'run.ts'))};
export { terminal } from ${quoted(join(CLI, 'terminal.ts'))};
import { provideModules } from ${quoted(join(CLI, 'import-module.ts'))};
provideModules({ ${sources.map((path) => `${quoted(path)}: () => import(${quoted(path)})`).join(',\n')} });`;
}

/**
 * The packages that are imported as they are: all but those of this workspace, and those that a project has in a version
 * of its own, which is not the one that the compiled module would find.
 */
function libraries() {
  const own = new Set(['packages', 'apps', 'tools'].flatMap(projects).flatMap(installed));
  return installed('').filter((name) => !own.has(name) && name !== '@k8s-blocks/*');
}

/** @param {string} folder */
function projects(folder) {
  return readdirSync(join(WORKSPACE, folder)).map((name) => `${folder}/${name}`);
}

/**
 * What is installed for the project in a folder; a scope stands for all packages in it.
 *
 * @param {string} project
 */
function installed(project) {
  const folder = join(WORKSPACE, project, 'node_modules');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => !name.startsWith('.')).map((name) => (name.startsWith('@') ? `${name}/*` : name));
}

/**
 * @param {readonly string[]} sources absolute paths
 * @returns {Promise<Command>}
 */
async function throughTsx(sources) {
  // A Node that reads TypeScript by itself is quicker without tsx.
  if (!Reflect.get(process.features, 'typescript')) {
    const { register } = await import('tsx/esm/api');
    register();
  }
  const { provideModules } = await import('../../packages/cli/src/import-module.ts');
  provideModules(Object.fromEntries(sources.map((path) => [path, () => import(pathToFileURL(path).href)])));
  return await import('../../packages/cli/src/run.ts');
}
