import type { App, Documents } from '@k8s-blocks/app';
import type { Stack } from '@k8s-blocks/topology';
import { type LoadedModule, loadEmitted, sourceOf } from './app-module.ts';
import { clashesOf, pathsOf } from './clashes.ts';
import type { Command } from './command.ts';
import type { OptionsOf } from './commands.ts';
import { processTargets, Refused, type TargetCommand } from './for-each-target.ts';
import { findOrphans, type Orphan } from './orphans.ts';

/** What is emitted or checked together. */
export interface EmittedTarget extends LoadedModule {
  /** The trees whose apps are gone: those of the whole stack are handled with one of its modules. */
  readonly orphans: readonly Orphan[];
}

/**
 * A command that emits or checks modules. All are loaded before anything is written, since two of them may emit to one place,
 * and since only all of a stack know which trees have no app any more.
 */
export function forEachModule<Name extends 'emit' | 'check'>(
  command: TargetCommand<EmittedTarget, OptionsOf<Name>>,
  refuse: (options: OptionsOf<Name>, isWhole: boolean) => void = () => {},
): Command<Name> {
  return async (paths, options, output) => {
    const results = await Promise.all(paths.map(async (path) => [path, await load(path)] as const));
    const modules = results.flatMap(([path, emitted]) => (emitted instanceof Refused ? [] : [{ path, emitted }]));
    const owner = ownerOfOrphans(modules);
    // A module that cannot be loaded is said so; whether all are of a stack is not known then.
    refuse(options, owner !== undefined || modules.length < paths.length);
    const clashes = clashesOf(modules);
    const orphans = owner === undefined ? [] : findOrphans(options.root, knownOf(modules));
    const targets = results.map(([path, emitted]) => {
      const clash = clashes.get(path);
      if (emitted instanceof Refused) return [path, emitted] as const;
      if (clash !== undefined) return [path, new Refused(clash)] as const;
      return [path, { path, emitted, orphans: owner === path ? orphans : [] }] as const;
    });
    return processTargets(targets, command, options, output);
  };
}

async function load(path: string): Promise<App | Documents | Refused> {
  return loadEmitted(path).catch((error: unknown) => new Refused(error));
}

/**
 * The module that trees without an app are handled with, if these are modules of a whole stack: the documents of one, or the
 * last one of all its apps. Undefined if they are not: the tree of an app that was not given is not one without an app.
 */
function ownerOfOrphans(modules: readonly LoadedModule[]): string | undefined {
  const documents = modules.find(({ emitted }) => !('contract' in emitted) && emitted.stack !== undefined);
  if (documents !== undefined) return documents.path;
  const given = new Set(modules.flatMap(({ emitted }) => ('contract' in emitted ? [emitted.contract] : [])));
  const isWhole = stacksOf(modules).some(({ startOrder }) => startOrder.every((contract) => given.has(contract)));
  return isWhole ? modules.at(-1)?.path : undefined;
}

/** What is known to be emitted: the folders of all services of the stacks and of the documents; and from which projects. */
function knownOf(modules: readonly LoadedModule[]) {
  const services = stacksOf(modules).flatMap(({ startOrder }) => startOrder.map(({ name }) => name));
  const emitted = modules.flatMap(pathsOf).map((path) => path.split('/', 1)[0] ?? path);
  return { folders: new Set([...services, ...emitted]), sources: new Set(modules.map(sourceOf)) };
}

function stacksOf(modules: readonly LoadedModule[]): readonly Stack[] {
  return [...new Set(modules.flatMap(({ emitted }) => emitted.stack ?? []))];
}
