import { KUBERNETES_VERSIONS, NEWEST_KUBERNETES } from '@k8s-blocks/manifest';
import type { CommandSpecs, OptionSpec } from './command-spec.ts';

const root: OptionSpec = {
  value: '<folder>',
  summary: 'where the trees of all apps are (default: k8s, here or above)',
  completes: 'folders',
};

const out = (summary: string): OptionSpec => ({
  value: '<folder>',
  summary: `${summary} (default: dist/k8s)`,
  completes: 'folders',
});

const format = (choices: readonly string[]): OptionSpec => ({
  value: '<format>',
  summary: 'how it is reported',
  choices,
  default: 'text',
});

const environment = (summary: string): OptionSpec => ({ value: '<name>', summary, completes: 'nothing' });

const allowRemote: OptionSpec = {
  summary: 'fetch remote resources of kustomizations, with your own git',
};

const schemas: OptionSpec = {
  value: '<folder>',
  summary: 'where CustomResourceDefinitions are, besides those that are built or given; may be repeated',
  completes: 'folders',
  repeats: true,
};

const APP_MODULE = 'An app module is the file whose default export is an app: apps/payments/src/app.ts';
const MAP_MODULE = 'A map module is the file whose default export is a stack: packages/stack/src/system.ts';

/** The commands and their options: the one table from which parsing, help and completion derive. */
export const COMMANDS: CommandSpecs = {
  emit: {
    summary: 'writes the Kustomize base and overlays of each app',
    details: [APP_MODULE],
    targets: '<app module> ...',
    options: { root, prune: { summary: 'also remove the trees that no app of the stack emits any more' } },
    examples: [
      ['k8s-blocks emit apps/payments/src/app.ts', 'writes k8s/payments'],
      ['k8s-blocks emit --prune apps/*/src/app.ts', 'writes all apps, and removes the trees of those that are gone'],
      ['k8s-blocks emit apps/*/src/app.ts --root manifests', 'writes all apps, elsewhere'],
    ],
    exitCodes: ['all is written', 'an app is refused; the others are written'],
    load: async () => (await import('./emit.ts')).emit,
  },
  check: {
    summary: 'says how the committed files differ from what emit would write',
    details: [APP_MODULE],
    targets: '<app module> ...',
    options: { root },
    examples: [['k8s-blocks check apps/*/src/app.ts', 'checks all apps; writes nothing']],
    exitCodes: ['nothing differs', 'something differs or has no app any more, or is refused'],
    load: async () => (await import('./check.ts')).check,
  },
  build: {
    summary: 'builds base and overlays with the real Kustomize, into files',
    details: [
      APP_MODULE,
      'Built files begin with a marker. Files without it are kept; if one is in the way, nothing is written.',
    ],
    targets: '<app module> ...',
    options: { root, out: out('where they are built to'), 'allow-remote': allowRemote },
    examples: [['k8s-blocks build apps/payments/src/app.ts', 'writes dist/k8s/payments/staging.yaml and others']],
    exitCodes: ['all is built', 'something does not build'],
    load: async () => (await import('./build.ts')).build,
  },
  verify: {
    summary: 'judges a stack as it is built, or any other manifests',
    details: [
      MAP_MODULE,
      'A path is that of a kustomization, a folder of manifests, or a file of manifests.',
      'A stack is also judged by rules of its own: k8s-blocks.rules.ts, beside its map module or at the top of the workspace.',
    ],
    targets: '<map module> | <path> ...',
    options: {
      root,
      out: out('where build wrote to, for --built'),
      built: { summary: 'read what build wrote, instead of building' },
      schemas,
      'allow-remote': allowRemote,
      kubernetes: {
        value: '<version>',
        summary: `the version of Kubernetes to judge by (default: that of the environment, or ${NEWEST_KUBERNETES})`,
        choices: KUBERNETES_VERSIONS,
      },
      format: format(['text', 'json', 'sarif', 'github']),
      verbose: { summary: 'show each finding in full, also those that follow from others, are alike or waived' },
      matrix: { value: '<format>', summary: 'first print who reaches whom', choices: ['text', 'markdown'] },
    },
    examples: [
      ['k8s-blocks verify packages/stack/src/system.ts', 'judges every environment of a stack'],
      ['k8s-blocks verify k8s/*/overlays/staging --matrix text', 'judges manifests, and prints who reaches whom'],
      ['k8s-blocks verify manifests --kubernetes 1.34', 'judges manifests for a cluster of Kubernetes 1.34'],
      ['k8s-blocks verify k8s --schemas crds', 'also judges custom resources by the definitions in crds'],
    ],
    exitCodes: ['no error is found', 'there are errors, or something cannot be read'],
    load: async () => (await import('./verify.ts')).verify,
  },
  diff: {
    summary: 'compares the built manifests with those of a git revision, and says what applying the change does',
    details: [
      MAP_MODULE,
      'The trees below --root now are compared with those of the base revision: all services of a map, or the given apps.',
    ],
    targets: '<map module> | <app module> ...',
    options: {
      root,
      base: {
        value: '<revision>',
        summary: 'the git revision to compare with',
        completes: 'revisions',
        default: 'HEAD',
      },
      environment: environment('compare this one only'),
      format: format(['text', 'markdown']),
      'fail-on': {
        value: '<what>',
        summary: 'exit 1 if anything differs or is not compared, or if an apply would be refused',
        choices: ['difference', 'refusal'],
      },
      schemas,
      'allow-remote': allowRemote,
    },
    examples: [
      ['k8s-blocks diff packages/stack/src/system.ts', 'what is not committed yet, in every environment'],
      [
        'k8s-blocks diff packages/stack/src/system.ts --base origin/main --format markdown',
        'for a pull request (see "git merge-base")',
      ],
      ['k8s-blocks diff apps/payments/src/app.ts --environment production', 'one app, in one environment'],
    ],
    exitCodes: [
      'compared, whether or not something differs',
      'something is as --fail-on says, or does not build now to what its app says',
    ],
    load: async () => (await import('./diff/index.ts')).diff,
  },
  observe: {
    summary: 'compares the traffic that a cluster saw with the map, and with what is built now',
    details: [
      MAP_MODULE,
      'Flows are what "hubble observe -o jsonpb" prints or its exporter writes, or lines of "from,to,port"; gzip is read too.',
    ],
    targets: '<map module>',
    options: {
      root,
      out: out('where build wrote to, for --built'),
      built: { summary: 'read what build wrote, instead of building' },
      flows: { value: '<file>', summary: 'a log of flows; may be repeated', completes: 'files', repeats: true },
      environment: environment('the environment that the flows are of'),
      format: format(['text', 'json']),
      'allow-remote': allowRemote,
    },
    examples: [
      [
        'k8s-blocks observe packages/stack/src/system.ts --environment production --flows flows.jsonl',
        'what was seen and is not declared, and the other way round',
      ],
    ],
    exitCodes: [
      'whatever was let through is declared, and is let through by what is built now',
      'some of it is not, or no connection is found in the flows',
    ],
    load: async () => (await import('./observe.ts')).observe,
  },
  'dry-run': {
    summary: 'asks a cluster whether it would accept an environment, in start order; changes nothing',
    details: [APP_MODULE],
    targets: '<app module> ...',
    options: {
      root,
      context: { value: '<name>', summary: 'the kube context to ask', completes: 'contexts' },
      environment: environment('the environment to ask about'),
    },
    examples: [
      ['k8s-blocks dry-run apps/payments/src/app.ts --environment staging --context test', 'asks the cluster "test"'],
    ],
    exitCodes: ['the cluster accepts it', 'it refuses something'],
    load: async () => (await import('./dry-run.ts')).dryRun,
  },
  completion: {
    summary: 'prints a script that completes this command in a shell',
    targets: 'bash | zsh | fish',
    choices: ['bash', 'zsh', 'fish'],
    options: {},
    examples: [
      ['source <(k8s-blocks completion bash)', 'in ~/.bashrc'],
      ['source <(k8s-blocks completion zsh)', 'in ~/.zshrc, after compinit'],
      ['k8s-blocks completion fish | source', 'in ~/.config/fish/config.fish'],
    ],
    exitCodes: ['printed', 'never'],
    load: async () => (await import('./completion/index.ts')).completionOf(COMMANDS),
  },
};
