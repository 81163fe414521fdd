import type { CommandSpecs } from '../command-spec.ts';
import { APP_MODULE, allowRemote, environment, out, root } from './options.ts';

/** The commands that write files from apps, or apps from files. */
export const FILE_COMMANDS = {
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
  },
  check: {
    summary: 'says how the committed files differ from what emit would write',
    details: [APP_MODULE],
    targets: '<app module> ...',
    options: { root },
    examples: [['k8s-blocks check apps/*/src/app.ts', 'checks all apps; writes nothing']],
    exitCodes: ['nothing differs', 'something differs or has no app any more, or is refused'],
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
  },
} as const satisfies CommandSpecs;
