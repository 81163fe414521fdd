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

const inventoryNamespace: OptionSpec = {
  value: '<name>',
  summary: 'the namespace in which the cluster keeps what was deployed',
  completes: 'nothing',
  default: 'default',
};

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
  report: {
    summary: 'writes one page that shows a stack: its map, who reaches whom and why, settings, findings',
    details: [
      MAP_MODULE,
      'The page is one file that loads nothing. A file that report did not write is never overwritten.',
    ],
    targets: '<map module>',
    options: {
      root,
      out: {
        value: '<file>',
        summary: 'where it is written: a file *.html, or the folder of report.html (default: dist/k8s)',
        completes: 'files',
      },
      svg: { value: '<file>', summary: 'write the map alone, as a picture, and no page', completes: 'files' },
      schemas,
      'allow-remote': allowRemote,
    },
    examples: [
      ['k8s-blocks report packages/stack/src/system.ts', 'writes dist/k8s/report.html'],
      ['k8s-blocks report packages/stack/src/system.ts --out stack.html', 'writes it elsewhere'],
      ['k8s-blocks report packages/stack/src/system.ts --svg map.svg', 'writes the map as a picture'],
    ],
    exitCodes: ['it is written, whatever was found', 'something cannot be read, or another file is in the way'],
    load: async () => (await import('./report/index.ts')).report,
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
      format: format(['text', 'markdown', 'html']),
      out: {
        value: '<file>',
        summary: 'where html is written: a file *.html, or the folder of diff.html (default: dist/k8s)',
        completes: 'files',
      },
      link: { value: '<url>', summary: 'where markdown says that the page of html is', completes: 'nothing' },
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
      ['k8s-blocks diff packages/stack/src/system.ts --format html', 'writes dist/k8s/diff.html, with the map'],
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
    summary: 'asks a cluster whether it would accept an environment, all of it in one run; changes nothing',
    details: [
      MAP_MODULE,
      'Objects of a namespace that does not exist yet are asked about in the namespace "default", and the report names them.',
    ],
    targets: '<map module> | <app module> ...',
    options: {
      root,
      context: { value: '<name>', summary: 'the kube context to ask', completes: 'contexts' },
      environment: environment('the environment to ask about'),
    },
    examples: [
      [
        'k8s-blocks dry-run packages/stack/src/system.ts --environment staging --context test',
        'asks the cluster "test"',
      ],
      ['k8s-blocks dry-run apps/payments/src/app.ts --environment staging --context test', '… about one app'],
    ],
    exitCodes: ['the cluster accepts it', 'it refuses something'],
    load: async () => (await import('./dry-run/index.ts')).dryRun,
  },
  import: {
    summary: 'turns manifests into contracts, a map and apps, and proves that they build the same',
    details: [
      'A path is that of a kustomization, a folder of manifests, or a file of manifests, such as one that Helm rendered.',
      'Its environment is that of its folders, base or overlays/<name>; a folder that has these stands for all of them.',
      'Values of Secrets become placeholders. All files are new: where one is there already, nothing is written.',
    ],
    targets: '<path> ...',
    insteadOfTargets: 'environment',
    options: {
      environment: {
        value: '<name=path>',
        summary: 'the manifests of an environment; may be repeated',
        completes: 'files',
        repeats: true,
      },
      out: { value: '<folder>', summary: 'where it is written', completes: 'folders', default: 'imported' },
      'dry-run': { summary: 'print what would be written, and write nothing' },
      namespace: {
        value: '<name>',
        summary: 'the namespace of objects that name none (default: default)',
        completes: 'nothing',
      },
      'allow-remote': allowRemote,
    },
    examples: [
      ['k8s-blocks import k8s/web', 'base and all overlays of a service, or of several below a folder'],
      ['k8s-blocks import rendered.yaml --namespace shop --dry-run', 'what Helm rendered; prints the files'],
      ['k8s-blocks import k8s/base --environment prod=k8s/live', 'two environments, one of them by its name'],
    ],
    exitCodes: ['written, or printed', 'something is refused, or what the apps build differs from the manifests'],
    load: async () => (await import('./import.ts')).importCommand,
  },
  deploy: {
    summary: 'brings an environment of a stack into a cluster, service after service, and waits until all are ready',
    details: [
      MAP_MODULE,
      'It judges the environment, says what applying it would change, asks, applies the services in the order of the connections, and',
      'waits for each. Interrupted or killed at any moment, the next run does what is left.',
    ],
    targets: '<map module>',
    options: {
      root,
      context: { value: '<name>', summary: 'the kube context to deploy to', completes: 'contexts' },
      environment: environment('the environment to deploy'),
      service: {
        value: '<name>',
        summary: 'deploy this service with all that it needs; may be repeated (default: all services)',
        completes: 'nothing',
        repeats: true,
      },
      plan: { summary: 'only say what it would do' },
      yes: { summary: 'do not ask; needed where nobody can answer, as in CI' },
      timeout: {
        value: '<time>',
        summary: 'how long a service may take until it is ready, once it is applied: 90s, 5m, 1h',
        completes: 'nothing',
        default: '5m',
      },
      prune: { summary: 'then delete what was deployed before, and is not built any more' },
      'delete-data': {
        summary: 'with --prune, also delete namespaces, claims, volumes and definitions of custom resources',
      },
      wait: { summary: 'wait until another run is done that deploys the same (default: it is refused)' },
      'inventory-namespace': inventoryNamespace,
      'force-conflicts': { summary: 'take fields that others manage, such as those of "kubectl edit"' },
      schemas,
      'allow-remote': allowRemote,
    },
    examples: [
      ['k8s-blocks deploy packages/stack/src/system.ts --environment staging --context test', 'asks, and deploys'],
      ['k8s-blocks deploy packages/stack/src/system.ts --environment staging --context test --plan', 'changes nothing'],
      [
        'k8s-blocks deploy packages/stack/src/system.ts --environment staging --context test --service payments --yes',
        'one service, and what it needs',
      ],
    ],
    exitCodes: [
      'everything is ready, or --plan has said what it would do',
      'something is refused, fails, or is not ready in time, or the answer was no (130: it was interrupted)',
    ],
    load: async () => (await import('./deploy/index.ts')).deploy,
  },
  drift: {
    summary: 'says how what a cluster holds of an environment differs from what is committed; changes nothing',
    details: [
      MAP_MODULE,
      'It asks the server by dry runs of an apply, for which it needs the right to patch. Fields that the server fills in, and those',
      'that are not committed and others set, are no difference. What is left over was deployed and is not committed any more.',
    ],
    targets: '<map module>',
    options: {
      root,
      context: { value: '<name>', summary: 'the kube context to ask', completes: 'contexts' },
      environment: environment('the environment to compare'),
      'inventory-namespace': inventoryNamespace,
      format: format(['text', 'json']),
      'allow-remote': allowRemote,
    },
    examples: [
      [
        'k8s-blocks drift packages/stack/src/system.ts --environment staging --context test',
        'compares with the cluster "test"',
      ],
    ],
    exitCodes: ['nothing differs', 'something is missing, changed or left over, or could not be compared'],
    load: async () => (await import('./drift/index.ts')).drift,
  },
  preview: {
    summary: 'writes an environment of a changed service and of what it needs, with names of its own',
    details: [
      APP_MODULE,
      'It is made of another environment, with the settings of that one, and judged as it is built. It is not to be committed.',
    ],
    targets: '<app module> ...',
    options: {
      service: {
        value: '<name>',
        summary: 'the service that is changed; may be repeated',
        completes: 'nothing',
        repeats: true,
      },
      name: { value: '<name>', summary: 'what all names of it end in: pr-42', completes: 'nothing' },
      from: environment('the environment that it is made of (default: the first that is neither base nor production)'),
      root,
      out: out('the folder of what is built: it is written to preview/<name> there'),
    },
    examples: [
      [
        'k8s-blocks preview --service payments --name pr-42 apps/*/src/app.ts',
        'writes dist/k8s/preview/pr-42, and says how it is applied and taken away',
      ],
    ],
    exitCodes: ['it is written, and no error is found', 'it is refused, or there are errors'],
    load: async () => (await import('./preview/index.ts')).preview,
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
