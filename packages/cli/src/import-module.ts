import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal } from '@k8s-blocks/refusal';

/** What Node says that it cannot import, where nothing strips the types of TypeScript. */
const TYPESCRIPT = ['.ts', '.mts', '.cts'];

/**
 * The default export of a module that the user names: JavaScript, or TypeScript, which Node 22.18 and newer reads by
 * itself, and an older one through tsx.
 *
 * @param path relative to the working directory, or absolute.
 * @param remedy what to give instead, if there is no such file.
 * @throws Refusal if there is no such file, or it is TypeScript and nothing can read it. What the module itself throws is
 * thrown on.
 */
export async function importDefault(path: string, remedy: string): Promise<unknown> {
  if (!existsSync(resolve(path))) throw new Refusal({ file: path, problem: 'There is no such file.', remedy });
  const isTypeScript = TYPESCRIPT.includes(extname(path));
  if (isTypeScript && !readsTypeScript()) await registerTsx(path);
  imported += 1;
  const required = isTypeScript && imported > FEW ? requiredModule(resolve(path)) : undefined;
  const module: { readonly default?: unknown } = required ?? (await import(pathToFileURL(resolve(path)).href));
  return module.default;
}

/** So many modules are imported; of more the rest are required, where that is quicker. */
const FEW = 8;
let imported = 0;

/**
 * The module as tsx requires it. What tsx imports passes through a thread of its own, one module after the other; what it
 * requires does not, which takes a quarter of the time, once the packages are loaded a second time.
 *
 * @returns undefined where tsx does not require modules, or cannot require this one: then it is to be imported.
 */
function requiredModule(path: string): { readonly default?: unknown } | undefined {
  const require = createRequire(import.meta.url);
  if (readsTypeScriptItself() || !('.ts' in require.extensions)) return undefined;
  try {
    return require(path);
  } catch (error) {
    // A module that awaits at its top can only be imported; what else is wrong with it, importing it says better.
    if (error instanceof Refusal) throw error;
    return undefined;
  }
}

let registered = false;

/** Whether this process imports TypeScript: by itself, or because somebody has registered tsx before. */
function readsTypeScript(): boolean {
  // This file is TypeScript in the repository, and JavaScript where it is published.
  return readsTypeScriptItself() || registered || TYPESCRIPT.includes(extname(import.meta.url));
}

function readsTypeScriptItself(): boolean {
  return Boolean(Reflect.get(process.features, 'typescript'));
}

/** As late as this, since it costs a tenth of a second, and no other command needs it. */
async function registerTsx(path: string): Promise<void> {
  const [{ register }, { register: registerRequire }] = await Promise.all([
    import('tsx/esm/api'),
    import('tsx/cjs/api'),
  ]).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Refusal({
      file: path,
      problem: `Node ${process.versions.node} does not read TypeScript by itself.`,
      remedy: 'Install tsx (npm install --save-dev tsx), use Node 22.18 or newer, or give a module of JavaScript.',
    });
  });
  register();
  registerRequire();
  registered = true;
}
