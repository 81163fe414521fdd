import { basename } from 'node:path';

/**
 * The targets of the project in a folder.
 *
 * @param {string} root the folder from the workspace's root: `apps/agent-society`
 * @returns {Record<string, import('nx/src/devkit-exports').TargetConfiguration>}
 */
export function targetsOf(root) {
  return { ...commonTargets(root), ...(root.startsWith('apps/') ? appTargets(root) : {}) };
}

function commonTargets(root) {
  return {
    typecheck: {
      command: `tsc -p ${root}`,
      cache: true,
      inputs: ['default', '^production'],
      metadata: { description: 'Type-checks the project.' },
    },
    test: {
      command: `vitest run --root . --project @k8s-blocks/${basename(root)} --passWithNoTests`,
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

function appTargets(root) {
  const tree = `{workspaceRoot}/k8s/${basename(root)}/**/*`;
  const command = (verb) => `node --import tsx packages/cli/src/main.ts ${verb} ${root}/src/app.ts`;
  return {
    // Neither is cached. A cache that restored the tree would remove what lies beside the emitted files, and a check
    // that ran next to an emit could be remembered as green for a tree that it never saw.
    emit: {
      command: command('emit'),
      cache: false,
      inputs: ['production', '^production', tree],
      metadata: { description: "Writes the app's Kustomize base and overlays." },
    },
    check: {
      command: command('check'),
      cache: false,
      inputs: ['production', '^production', tree],
      metadata: { description: 'Says how the committed files differ from what emit would write.' },
    },
    build: {
      command: command('build'),
      cache: true,
      inputs: ['production', '^production', tree, { env: 'KUBECTL' }],
      outputs: [`{workspaceRoot}/dist/k8s/${basename(root)}`],
      metadata: { description: 'Builds base and overlays with the real Kustomize, into dist/k8s.' },
    },
  };
}
