import { resolve } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import type { LoadedModule } from './app-module.ts';

/** A file or folder below the root that a module emits. */
interface Claim {
  readonly path: string;
  readonly module: LoadedModule;
}

/**
 * The modules that emit to one place, each with the refusal that names both: the one that is emitted last would win, and
 * neither would ever be as it is emitted. An app owns its folder and all in it; documents own their files.
 */
export function clashesOf(modules: readonly LoadedModule[]): ReadonlyMap<string, Refusal> {
  const given = modules.flatMap((module) => pathsOf(module).map((path): Claim => ({ path, module })));
  const claims = [...given, ...modules.flatMap((module) => claimsOfOthers(module, given))];
  const owners = new Map<string, Claim>();
  const clashes = new Map<string, Refusal>();
  for (const claim of claims) {
    const other = owners.get(fold(claim.path));
    if (other === undefined) owners.set(fold(claim.path), claim);
    else add(claim, other, clashes);
  }
  for (const claim of claims) {
    for (const above of foldersAbove(claim.path)) {
      const other = owners.get(fold(above));
      if (other !== undefined) add(claim, other, clashes);
    }
  }
  return clashes;
}

/** The folders of the apps that documents stand beside, and that were not given with them. */
function claimsOfOthers({ emitted }: LoadedModule, given: readonly Claim[]): readonly Claim[] {
  if ('contract' in emitted || emitted.stack === undefined) return [];
  const apps = new Set(given.flatMap(({ path, module }) => ('contract' in module.emitted ? [path] : [])));
  return emitted.stack.startOrder.flatMap(({ name }) =>
    apps.has(name) ? [] : [{ path: name, module: { path: `the app of ${name}`, emitted } }],
  );
}

/** The files and folders below the root that a module emits: the folder of an app, the files of documents. */
export function pathsOf({ emitted }: LoadedModule): readonly string[] {
  if ('contract' in emitted) return [emitted.contract.name];
  try {
    return [...emitted.tree().keys()];
  } catch {
    // It is refused when it is emitted, with the reason.
    return [];
  }
}

function add(claim: Claim, other: Claim, clashes: Map<string, Refusal>): void {
  // A module that is given twice emits the same twice.
  if (resolve(claim.module.path) === resolve(other.module.path)) return;
  const refusal = clashes.get(other.module.path) ?? refusalOf(other, claim);
  for (const { module } of [other, claim]) if (!clashes.has(module.path)) clashes.set(module.path, refusal);
}

function refusalOf(first: Claim, second: Claim): Refusal {
  const modules = `${first.module.path} and ${second.module.path}`;
  const [one, two] = [first.module.emitted, second.module.emitted];
  if ('contract' in one && 'contract' in two) {
    const cause = one.contract === two.contract ? 'both are apps of one contract' : 'their contracts have one name';
    return new Refusal({
      problem: `${modules} emit one folder, "${first.path}": ${cause}.`,
      remedy: 'Give each a contract of its own, or emit one of them. Nothing of either was written.',
    });
  }
  const places = first.path === second.path ? `"${first.path}"` : `"${first.path}" and "${second.path}"`;
  return new Refusal({
    problem: `${modules} emit to one place: ${places}.`,
    remedy: 'Give the documents other paths, outside of the folders of apps. Nothing of either was written.',
  });
}

/** The name by which a file system that ignores case and forms of Unicode finds a path. */
function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** The folders above a path: of `a/b/c`, they are `a` and `a/b`. */
function foldersAbove(path: string): readonly string[] {
  const names = path.split('/');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}
