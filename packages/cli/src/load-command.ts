import type { Command } from './command.ts';
import type { CommandName } from './commands.ts';

type Loaders = { readonly [Name in CommandName]: () => Promise<Command<Name>> };

const LOADERS: Loaders = {
  emit: async () => (await import('./emit.ts')).emit,
  check: async () => (await import('./check.ts')).check,
  build: async () => (await import('./build.ts')).build,
  verify: async () => (await import('./verify.ts')).verify,
  report: async () => (await import('./report/index.ts')).report,
  diff: async () => (await import('./diff/index.ts')).diff,
  observe: async () => (await import('./observe.ts')).observe,
  'dry-run': async () => (await import('./dry-run/index.ts')).dryRun,
  deploy: async () => (await import('./deploy/index.ts')).deploy,
  drift: async () => (await import('./drift/index.ts')).drift,
  preview: async () => (await import('./preview/index.ts')).preview,
  import: async () => (await import('./import.ts')).importCommand,
  completion: async () => (await import('./completion/index.ts')).completion,
};

/** Imports a command. Importing all of them would take longer than most commands. */
export function loadCommand<Name extends CommandName>(name: Name): Promise<Command<Name>> {
  return LOADERS[name]();
}
