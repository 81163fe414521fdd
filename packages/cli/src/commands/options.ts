import type { OptionSpec } from '../command-spec.ts';

/** Where the trees of all apps are. */
export const root: OptionSpec = {
  value: '<folder>',
  summary: 'where the trees of all apps are (default: k8s, here or above)',
  completes: 'folders',
};

/** Where something is written to, or read from. */
export const out = (summary: string): OptionSpec => ({
  value: '<folder>',
  summary: `${summary} (default: dist/k8s)`,
  completes: 'folders',
});

/** How something is reported. */
export const format = (choices: readonly string[]): OptionSpec => ({
  value: '<format>',
  summary: 'how it is reported',
  choices,
  default: 'text',
});

/** An environment, by its name. */
export const environment = (summary: string): OptionSpec => ({ value: '<name>', summary, completes: 'nothing' });

/** Whether something remote may be fetched. */
export const allowRemote: OptionSpec = {
  summary: 'fetch remote resources of kustomizations, with your own git',
};

/** Where definitions of custom resources are. */
export const schemas: OptionSpec = {
  value: '<folder>',
  summary: 'where CustomResourceDefinitions are, besides those that are built or given; may be repeated',
  completes: 'folders',
  repeats: true,
};

/** What an app module is. */
export const APP_MODULE = 'An app module is the file whose default export is an app: apps/payments/src/app.ts';
/** What a map module is. */
export const MAP_MODULE = 'A map module is the file whose default export is a stack: packages/stack/src/system.ts';

/** Where a cluster keeps what was deployed. */
export const inventoryNamespace: OptionSpec = {
  value: '<name>',
  summary: 'the namespace in which the cluster keeps what was deployed',
  completes: 'nothing',
  default: 'default',
};
