import { existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal } from '@k8s-blocks/refusal';
import { packageRefusal } from './package-refusal.ts';

/** What Node says that it cannot import, where nothing strips the types of TypeScript. */
const TYPESCRIPT = ['.ts', '.mts', '.cts'];

const JAVASCRIPT = ['.js', '.mjs', '.cjs'];

/** How to import modules that are there already, as a compiler put them into the program: absolute path to its import. */
export type ProvidedModules = Readonly<Record<string, () => Promise<{ readonly default?: unknown }>>>;

const provided = new Map<string, ProvidedModules[string]>();

/** Whoever has compiled modules together with this command provides them, and they are not imported from their files. */
export function provideModules(modules: ProvidedModules): void {
  for (const [path, load] of Object.entries(modules)) provided.set(path, load);
}

/**
 * The default export of a module that the user names: JavaScript, or TypeScript, which Node 22.18 and newer reads by
 * itself, and an older one through tsx.
 *
 * @param path relative to the working directory, or absolute.
 * @param remedy what to give instead, if there is no such file.
 * @throws Refusal if there is no such file, it is not a module, or it is TypeScript and nothing can read it. What the module itself throws is
 * thrown on.
 */
export async function importDefault(path: string, remedy: string): Promise<unknown> {
  const load = provided.get(resolve(path)) ?? (() => importFile(path, remedy));
  const module = await load().catch((error: unknown) => {
    throw packageRefusal(error) ?? error;
  });
  return module.default;
}

async function importFile(path: string, remedy: string): Promise<{ readonly default?: unknown }> {
  const problem = problemOf(path);
  if (problem !== undefined) throw new Refusal({ file: path, problem, remedy });
  if (TYPESCRIPT.includes(extname(path)) && !readsTypeScript()) await registerTsx(path);
  return import(pathToFileURL(resolve(path)).href);
}

function problemOf(path: string): string | undefined {
  if (!existsSync(resolve(path))) return 'There is no such file.';
  if (!statSync(resolve(path)).isFile()) return 'It is not a file.';
  return [...TYPESCRIPT, ...JAVASCRIPT].includes(extname(path))
    ? undefined
    : 'It is not a module of TypeScript or JavaScript.';
}

let registered = false;

function readsTypeScript(): boolean {
  return registered || Boolean(Reflect.get(process.features, 'typescript'));
}

/** As late as this, since it costs a tenth of a second, and no other command needs it. */
async function registerTsx(path: string): Promise<void> {
  const { register } = await import('tsx/esm/api').catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Refusal({
      file: path,
      problem: `Node ${process.versions.node} does not read TypeScript by itself.`,
      remedy: 'Install tsx (npm install --save-dev tsx), use Node 22.18 or newer, or give a module of JavaScript.',
    });
  });
  register();
  registered = true;
}
