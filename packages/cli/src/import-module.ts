import { existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal } from '@k8s-blocks/refusal';
import { enableTypeScript } from './node20/typescript.ts';
import { packageRefusal } from './package-refusal.ts';

const TYPESCRIPT = ['.ts', '.mts', '.cts'];

const JAVASCRIPT = ['.js', '.mjs', '.cjs'];

/** Modules that are part of the program already, as a bundler compiled them: absolute path to a function that imports it. */
export type ProvidedModules = Readonly<Record<string, () => Promise<{ readonly default?: unknown }>>>;

const provided = new Map<string, ProvidedModules[string]>();

/** Registers modules that {@link importDefault} then returns instead of importing their files: for bundled programs, and tests. */
export function provideModules(modules: ProvidedModules): void {
  for (const [path, load] of Object.entries(modules)) provided.set(path, load);
}

/**
 * The default export of a JavaScript or TypeScript module.
 *
 * @param path relative to the working directory, or absolute.
 * @param remedy the remedy to show if there is no such file.
 * @throws Refusal if there is no such file, it is not a module, or it is TypeScript that cannot be imported; and any error
 * that the module itself throws.
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
  if (TYPESCRIPT.includes(extname(path))) await enableTypeScript(path);
  return import(pathToFileURL(resolve(path)).href);
}

function problemOf(path: string): string | undefined {
  if (!existsSync(resolve(path))) return 'There is no such file.';
  if (!statSync(resolve(path)).isFile()) return 'It is not a file.';
  return [...TYPESCRIPT, ...JAVASCRIPT].includes(extname(path))
    ? undefined
    : 'It is not a module of TypeScript or JavaScript.';
}
