import type { CommandSpecs } from '../command-spec.ts';
import { allowRemote, environment, format, inventoryNamespace, MAP_MODULE, root, schemas } from './options.ts';

/** The commands that ask a cluster, or change it. */
export const CLUSTER_COMMANDS = {
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
      yes: { summary: 'do not ask for confirmation; required without a terminal, as in CI' },
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
  },
} as const satisfies CommandSpecs;
