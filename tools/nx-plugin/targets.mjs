import { basename } from 'node:path';

/** Whatever builds with kubectl: the one that is named, and the one on the PATH (or that there is none). */
const KUBECTL = [{ env: 'KUBECTL' }, { runtime: 'kubectl version --client' }];

/** The programs of a control plane for tests, what it is to know, and whether they try everything: `npm run test:long`. */
const TEST_VARIABLES = [
  { env: 'KUBEBUILDER_ASSETS' },
  { env: 'CHROMIUM' },
  { env: 'K8S_BLOCKS_CRDS' },
  { env: 'K8S_BLOCKS_STACKS' },
  { env: 'K8S_BLOCKS_TESTS' },
];

/** What the tests of a folder read besides the project and what it depends on. An app's read its emitted tree. */
const READ_BY_TESTS = new Map([
  [
    'tools/system',
    ['k8s/**/*', 'README.md', 'docs/*', 'examples/**/*', 'k8s-blocks.rules.*'].map((path) => `{workspaceRoot}/${path}`),
  ],
  ['tools/nx-plugin', ['{workspaceRoot}/*/*/package.json', '{workspaceRoot}/package-lock.json']],
  ['tools/release', ['{workspaceRoot}/.github/**/*', '{workspaceRoot}/examples/**/*']],
]);

/**
 * The targets of the project in a folder. Their commands name it as it is: a shell means nothing by a name that passed
 * `folder-names.mjs`.
 *
 * @param {string} root the folder from the workspace's root: `apps/agent-society`
 * @returns {Record<string, object>}
 */
export function targetsOf(root) {
  return { ...commonTargets(root), ...(root.startsWith('apps/') ? appTargets(root) : {}) };
}

/**
 * The targets of the project that emits what is of all trees: the README, and the kustomizations of the whole stack.
 *
 * @param {string} root the project's folder
 */
export function mapTargets(root) {
  const emitted = ['README.md', 'base/**/*', 'overlays/**/*', 'gitops/**/*'].map(
    (path) => `{workspaceRoot}/k8s/${path}`,
  );
  return { ...commonTargets(root), ...emitTargets(`${root}/src/overview.ts`, emitted) };
}

/**
 * The targets of the project that stands above all apps.
 *
 * @param {string} root the project's folder
 */
export function stackTargets(root) {
  return {
    ...commonTargets(root),
    'dry-run': dryRunTarget('packages/stack/src/system.ts'),
    diff: diffTarget('packages/stack/src/system.ts'),
    deploy: deployTarget('packages/stack/src/system.ts'),
    preview: previewTarget(),
    drift: driftTarget('packages/stack/src/system.ts'),
    // Not cached: where it is written to is an option.
    report: {
      command: command('report', 'packages/stack/src/system.ts'),
      cache: false,
      metadata: { description: 'Writes one page that shows the stack, dist/k8s/report.html: --out.' },
    },
    observe: {
      command: command('observe', 'packages/stack/src/system.ts'),
      cache: false,
      metadata: {
        description: 'Compares the traffic that a cluster saw with the map: --environment, --flows, --format.',
      },
    },
    verify: {
      command: `${command('verify', 'packages/stack/src/system.ts')} --built`,
      dependsOn: ['^build'],
      cache: true,
      inputs: [
        'default',
        '^production',
        '{workspaceRoot}/k8s/**/*.yaml',
        '{workspaceRoot}/k8s-blocks.rules.*',
        ...KUBECTL,
      ],
      metadata: {
        description: 'Judges every environment of the stack, as it is built: --format, --kubernetes, --matrix.',
      },
    },
  };
}

/**
 * The Nx name of the project in a folder: that of its package.
 *
 * @param {string} root the folder from the workspace's root: `apps/agent-society`
 */
export function nameOf(root) {
  return `@k8s-blocks/${basename(root)}`;
}

/** @param {string} root */
function commonTargets(root) {
  return {
    typecheck: {
      command: `tsc -p ${root}`,
      cache: true,
      inputs: ['default', '^production'],
      metadata: { description: 'Type-checks the project.' },
    },
    test: {
      command: `vitest run --root . --project ${nameOf(root)} --passWithNoTests`,
      cache: true,
      inputs: ['default', '^production', ...readByTests(root), ...KUBECTL, ...TEST_VARIABLES],
      metadata: { description: 'Runs the tests of the project.' },
    },
    lint: {
      command: `biome check ${root}`,
      cache: true,
      inputs: [
        'default',
        '{workspaceRoot}/biome.json',
        '{workspaceRoot}/.gitignore',
        { externalDependencies: ['@biomejs/biome'] },
      ],
      metadata: { description: 'Checks format and rules, undeclared workspace imports among them.' },
    },
  };
}

/** @param {string} root */
function readByTests(root) {
  return root.startsWith('apps/') ? [treeOf(root)] : (READ_BY_TESTS.get(root) ?? []);
}

/** @param {string} root the folder of an app */
function treeOf(root) {
  return `{workspaceRoot}/k8s/${basename(root)}/**/*`;
}

/** @param {string} root */
function appTargets(root) {
  const tree = treeOf(root);
  return {
    ...emitTargets(`${root}/src/app.ts`, [tree]),
    build: {
      executor: '@k8s-blocks/nx-plugin:app',
      options: { command: 'build', module: `${root}/src/app.ts` },
      cache: true,
      inputs: ['production', '^production', tree, ...KUBECTL],
      outputs: [`{workspaceRoot}/dist/k8s/${basename(root)}`],
      metadata: { description: 'Builds base and overlays with the real Kustomize, into dist/k8s.' },
    },
    'dry-run': dryRunTarget(`${root}/src/app.ts`),
    diff: diffTarget(`${root}/src/app.ts`),
    verify: {
      executor: 'nx:noop',
      dependsOn: [{ projects: ['stack'], target: 'verify' }],
      metadata: { description: 'Judges the whole stack, this service in it.' },
    },
  };
}

/** @param {string} module that of the map, or of an app */
function dryRunTarget(module) {
  return {
    command: command('dry-run', module),
    cache: false,
    metadata: { description: 'Asks a cluster whether it would accept an environment: --context, --environment.' },
  };
}

/**
 * Not cached: what it says depends on git.
 *
 * @param {string} module that of the map, or of an app
 */
function diffTarget(module) {
  return {
    command: command('diff', module),
    cache: false,
    metadata: {
      description: 'Says what a change does to the built manifests: --base, --environment, --format, --out, --link.',
    },
  };
}

/**
 * Not cached: it changes a cluster. As it is one command, Nx gives it the terminal, on which it asks.
 *
 * @param {string} module that of the map
 */
function deployTarget(module) {
  return {
    command: command('deploy', module),
    cache: false,
    parallelism: false,
    metadata: {
      description: 'Deploys an environment, and waits until it is ready: --context, --environment, --plan, --yes.',
    },
  };
}

/**
 * Not cached: what it says depends on a cluster.
 *
 * @param {string} module that of the map
 */
function driftTarget(module) {
  return {
    command: command('drift', module),
    cache: false,
    metadata: { description: 'Says how a cluster differs from what is committed: --context, --environment, --format.' },
  };
}

/** Of the apps of the workspace: which of them are of a preview, the map says. */
function previewTarget() {
  return {
    command: command('preview', 'apps/*/src/app.ts'),
    cache: false,
    metadata: { description: 'Writes an environment of a change, with names of its own: --service, --name, --from.' },
  };
}

/**
 * Neither is cached. A cache that restored the tree would remove what lies beside the emitted files, and a check that ran
 * next to an emit could be remembered as green for a tree that it never saw. So of what they read, Nx need only know what
 * lies outside of the projects, to tell what is affected; to hash the rest would be for nothing.
 *
 * @param {string} module the module that exports what is emitted
 * @param {readonly string[]} inputs the files that are emitted
 */
function emitTargets(module, inputs) {
  return {
    emit: {
      executor: '@k8s-blocks/nx-plugin:app',
      options: { command: 'emit', module },
      cache: false,
      inputs,
      metadata: { description: 'Writes what is committed below k8s/.' },
    },
    check: {
      executor: '@k8s-blocks/nx-plugin:app',
      options: { command: 'check', module },
      cache: false,
      inputs,
      metadata: { description: 'Says how the committed files differ from what emit would write.' },
    },
  };
}

/**
 * @param {string} verb
 * @param {string} module
 */
function command(verb, module) {
  return `node tools/nx-plugin/k8s-blocks.mjs ${verb} ${module}`;
}
