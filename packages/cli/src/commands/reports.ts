import { KUBERNETES_VERSIONS, NEWEST_KUBERNETES } from '@k8s-blocks/manifest';
import type { CommandSpecs } from '../command-spec.ts';
import { allowRemote, environment, format, MAP_MODULE, out, pageOut, root, schemas } from './options.ts';

/** The commands that say something of what is built. */
export const REPORT_COMMANDS = {
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
      out: pageOut('where it is written: a file *.html, or the folder of report.html'),
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
      out: pageOut('where html is written: a file *.html, or the folder of diff.html'),
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
      ['k8s-blocks diff packages/stack/src/system.ts', 'uncommitted changes, in every environment'],
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
  },
} as const satisfies CommandSpecs;
