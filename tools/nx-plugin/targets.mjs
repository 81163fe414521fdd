import { basename } from 'node:path';

/**
 * The targets of the project in a folder.
 *
 * @param {string} root the folder from the workspace's root: `apps/agent-society`
 * @returns {Record<string, object>}
 */
export function targetsOf(root) {
  return { ...commonTargets(root), ...(root.startsWith('apps/') ? appTargets(root) : {}) };
}

/**
 * The targets of the project that stands above all apps: the README of all trees.
 *
 * @param {string} root the project's folder
 * @param {readonly string[]} apps the folders of all apps
 */
export function stackTargets(root, apps) {
  return {
    ...commonTargets(root),
    ...emitTargets(`${root}/src/overview.ts`, '{workspaceRoot}/k8s/README.md'),
    'dry-run': dryRunTarget(apps),
    verify: {
      command: `${command('verify', 'packages/stack/src/system.ts')} --built`,
      dependsOn: ['^build'],
      cache: true,
      inputs: ['default', '^production', '{workspaceRoot}/k8s/**/*.yaml', { env: 'KUBECTL' }],
      metadata: { description: 'Judges every environment of the stack, as it is built: --format, --matrix.' },
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
      inputs: ['default', '^production', { env: 'KUBECTL' }, { env: 'KUBEBUILDER_ASSETS' }],
      metadata: { description: 'Runs the tests of the project.' },
    },
    lint: {
      command: `biome check ${root}`,
      cache: true,
      inputs: ['default', '{workspaceRoot}/biome.json'],
      metadata: { description: 'Checks format and rules, undeclared workspace imports among them.' },
    },
  };
}

/** @param {string} root */
function appTargets(root) {
  const tree = `{workspaceRoot}/k8s/${basename(root)}/**/*`;
  return {
    ...emitTargets(`${root}/src/app.ts`, tree),
    build: {
      command: command('build', `${root}/src/app.ts`),
      cache: true,
      inputs: ['production', '^production', tree, { env: 'KUBECTL' }],
      outputs: [`{workspaceRoot}/dist/k8s/${basename(root)}`],
      metadata: { description: 'Builds base and overlays with the real Kustomize, into dist/k8s.' },
    },
    'dry-run': dryRunTarget([root]),
  };
}

/** @param {readonly string[]} apps */
function dryRunTarget(apps) {
  return {
    command: command('dry-run', apps.map((app) => `${app}/src/app.ts`).join(' ')),
    cache: false,
    metadata: { description: 'Asks a cluster whether it would accept an environment: --context, --environment.' },
  };
}

/**
 * Neither is cached. A cache that restored the tree would remove what lies beside the emitted files, and a check that ran
 * next to an emit could be remembered as green for a tree that it never saw.
 *
 * @param {string} module the module that exports what is emitted
 * @param {string} emitted the files that are emitted
 */
function emitTargets(module, emitted) {
  const inputs = ['production', '^production', emitted];
  return {
    emit: {
      command: command('emit', module),
      cache: false,
      inputs,
      metadata: { description: 'Writes what is committed below k8s/.' },
    },
    check: {
      command: command('check', module),
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
  return `node --import tsx packages/cli/src/main.ts ${verb} ${module}`;
}
