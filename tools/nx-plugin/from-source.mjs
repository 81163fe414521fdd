import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inSources } from './in-sources.mjs';

/**
 * @typedef {import('esbuild').BuildOptions & { write: false }} BuildOptions
 * @typedef {import('@k8s-blocks/cli').Output} Output
 * @typedef {{ run(args: readonly string[], output?: Output): Promise<number> }} Program
 */

const WORKSPACE = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(WORKSPACE, 'packages/cli/src');

/** The commands that import much that the others do not, and where each is. */
const LARGE_COMMANDS = {
  verify: 'verify.ts',
  diff: 'diff/index.ts',
  report: 'report/index.ts',
  import: 'import.ts',
  'dry-run': 'dry-run/index.ts',
  deploy: 'deploy/index.ts',
  preview: 'preview/index.ts',
  drift: 'drift/index.ts',
  observe: 'observe.ts',
};

/** Ignored by git, and of nothing but programs: what an interrupted run leaves there, a later one removes. */
const CACHE = join(WORKSPACE, 'node_modules/.cache/k8s-blocks-programs');

/** The name that a program has in it. */
const PROGRAM = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.mjs$/;

const ABANDONED_AFTER_MILLISECONDS = 60 * 60 * 1000;

/**
 * The program, from the sources of this workspace, and with it the modules that it will be asked to import. They are
 * compiled together: to load each by itself through tsx takes longer than all that the program then does.
 *
 * What cannot be compiled together is loaded through tsx: where one module has a fault, Node says which, and the others
 * work; and a module that asks where it lies (`import.meta`) is told so.
 *
 * @param {readonly string[]} args all that it will be asked for, in one run or several: commands, and paths of modules;
 * those that are no TypeScript or not there are left to the program
 * @returns {Promise<Program>}
 */
export async function fromSource(args) {
  const given = args.filter((path) => extname(path) === '.ts' && isFile(path)).map((path) => resolve(path));
  const sources = args.includes('verify') ? [...new Set([...given, ...rulesFor(given)])] : given;
  try {
    return await compiled(args, sources);
  } catch (fault) {
    return throughTsx(sources).catch((error) => Promise.reject(neither(fault, error)));
  }
}

/**
 * The error where the program can be had in neither way. The traces of both lead into tools; what was wrong, they say.
 *
 * @param {unknown} compiling what was thrown when it was compiled
 * @param {unknown} loading what was thrown when it was loaded through tsx
 */
function neither(compiling, loading) {
  const [first, second] = [compiling, loading].map((each) => (each instanceof Error ? each.message : String(each)));
  const error = new Error(`The command cannot be loaded from its sources.
  Compiled together: ${first}
  Through tsx: ${second}
  Is everything installed? npm ci`);
  error.stack = error.message;
  return error;
}

/**
 * The rules of a stack's own, which verify looks for beside the module of its map and at the top of the workspace: compiled by
 * itself, a module of rules would take as long again.
 *
 * @param {readonly string[]} modules absolute paths
 */
function rulesFor(modules) {
  const folders = [...modules.map((path) => dirname(path)), ...(modules.length > 0 ? [resolve(WORKSPACE)] : [])];
  return folders.map((folder) => join(folder, 'k8s-blocks.rules.ts')).filter(isFile);
}

/** Not a folder of such a name, and not a pipe, which the compiler would wait for. */
function isFile(/** @type {string} */ path) {
  return existsSync(path) && statSync(path).isFile();
}

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} sources absolute paths
 * @returns {Promise<Program>}
 * @throws whatever, if they cannot be compiled together
 */
async function compiled(args, sources) {
  const path = join(CACHE, `${randomUUID()}.mjs`);
  try {
    const esbuild = await import('esbuild');
    const options = optionsOf(args, sources, path);
    const code = await compile(esbuild, options);
    await mkdir(CACHE, { recursive: true });
    await removeAbandoned();
    await writeFile(path, code);
    const { run, terminal } = await import(pathToFileURL(path).href);
    return inSources(run, { terminal, path, map: () => mapOf(esbuild, options) });
  } finally {
    await rm(path, { force: true });
  }
}

/** Removes programs that runs of long ago left; each removes its own, unless it is interrupted. */
async function removeAbandoned() {
  for (const name of await readdir(CACHE)) {
    if (!PROGRAM.test(name)) continue;
    const path = join(CACHE, name);
    const stats = await lstat(path).catch(() => undefined);
    const isOld = stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED_AFTER_MILLISECONDS;
    if (isOld && stats.isFile()) await rm(path, { force: true });
  }
}

/**
 * One module that exports the program, and imports each source when the program asks for it.
 *
 * @param {readonly string[]} args
 * @param {readonly string[]} sources absolute paths
 * @param {string} path where it will lie
 * @returns {BuildOptions}
 * @see https://esbuild.github.io/api/
 */
function optionsOf(args, sources, path) {
  return {
    stdin: { contents: entry(sources), resolveDir: WORKSPACE },
    absWorkingDir: WORKSPACE,
    outfile: path,
    bundle: true,
    external: [...libraries(), ...unasked(args)],
    // For libraries that are compiled with it, and are no ES modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
    // Everything that is imported runs, as it does without compiling.
    ignoreAnnotations: true,
    // Where each module lies is lost; esbuild warns of those that ask.
    supported: { 'import-meta': false },
    // Which each project's own extends; to find and read all of those takes a tenth of the time. Node, where it strips the
    // types by itself, reads none of them either.
    tsconfig: join(WORKSPACE, 'tsconfig.base.json'),
    sourcesContent: false,
    logLevel: 'silent',
    write: false,
  };
}

/**
 * @param {typeof import('esbuild')} esbuild
 * @param {BuildOptions} options
 */
async function compile({ build, stop }, options) {
  const { GOGC } = process.env;
  // It ends after this one compilation, so it may leave its garbage lying: that saves a fifth of the time.
  process.env.GOGC = GOGC ?? '400';
  const compiling = build(options);
  if (GOGC === undefined) delete process.env.GOGC;
  const { outputFiles, warnings } = await compiling;
  // Its process would wait for more work, and hold its memory, until this one ends.
  await stop();
  if (warnings.some(({ id }) => id === 'empty-import-meta')) throw new Error('A module asks where it lies.');
  const [code] = outputFiles;
  if (code === undefined) throw new Error('There is no code.');
  return code.contents;
}

/**
 * The source map of what was compiled, for which it is compiled once more: nearly every run needs none.
 *
 * @param {typeof import('esbuild')} esbuild
 * @param {BuildOptions} options
 */
function mapOf({ buildSync }, options) {
  const { outputFiles } = buildSync({ ...options, sourcemap: 'external' });
  const map = outputFiles.find(({ path }) => path.endsWith('.map'));
  return map === undefined ? undefined : new SourceMap(JSON.parse(map.text));
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
 * The modules of the large commands besides those asked for, which would take as long to compile as all others.
 *
 * @param {readonly string[]} args
 */
function unasked(args) {
  return Object.entries(LARGE_COMMANDS)
    .filter(([name]) => !args.includes(name))
    .map(([, path]) => join(CLI, path));
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
 * @returns {Promise<Program>}
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
