import type { OptionSpec } from '../command-spec.ts';

/** Where the trees of all apps are. */
export const root = {
  value: '<folder>',
  summary: 'where the trees of all apps are (default: k8s, here or above)',
  completes: 'folders',
  defaultFolder: 'root',
} as const satisfies OptionSpec;

/** Where something is written to, or read from. */
export const out = (summary: string) =>
  ({
    value: '<folder>',
    summary: `${summary} (default: dist/k8s)`,
    completes: 'folders',
    defaultFolder: 'out',
  }) as const satisfies OptionSpec;

/** The file of a page, or the folder that it is written to. */
export const pageOut = (summary: string) =>
  ({
    value: '<file>',
    summary: `${summary} (default: dist/k8s)`,
    completes: 'files',
    defaultFolder: 'out',
  }) as const satisfies OptionSpec;

/** How something is reported. */
export const format = <const Choices extends readonly string[]>(choices: Choices) =>
  ({ value: '<format>', summary: 'how it is reported', choices, default: 'text' }) as const satisfies OptionSpec;

/** An environment, by its name. */
export const environment = (summary: string) =>
  ({ value: '<name>', summary, completes: 'nothing' }) as const satisfies OptionSpec;

/** Whether something remote may be fetched. */
export const allowRemote = {
  summary: 'fetch remote resources of kustomizations, with your own git',
} as const satisfies OptionSpec;

/** Where definitions of custom resources are. */
export const schemas = {
  value: '<folder>',
  summary: 'where CustomResourceDefinitions are, besides those that are built or given; may be repeated',
  completes: 'folders',
  repeats: true,
} as const satisfies OptionSpec;

/** What an app module is. */
export const APP_MODULE = 'An app module is the file whose default export is an app: apps/payments/src/app.ts';
/** What a map module is. */
export const MAP_MODULE = 'A map module is the file whose default export is a stack: packages/stack/src/system.ts';

/** Where a cluster keeps what was deployed. */
export const inventoryNamespace = {
  value: '<name>',
  summary: 'the namespace in which the cluster keeps what was deployed',
  completes: 'nothing',
  default: 'default',
} as const satisfies OptionSpec;
