import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { k8sBlocks } from '../k8s-blocks.test-helper.ts';

const PACKAGES = fileURLToPath(new URL('../../../../node_modules/@k8s-blocks', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const MAP = 'map.mjs';

/** The folder of everything, the repository in it, and where the command keeps what is temporary. */
let folder: string;
let repository: string;
let temporary: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-diff-'));
  [repository, temporary] = [join(folder, 'repository'), join(folder, 'temporary')];
  await mkdir(join(repository, 'node_modules'), { recursive: true });
  await mkdir(temporary);
  await symlink(PACKAGES, join(repository, 'node_modules/@k8s-blocks'));
  await write('.gitignore', 'node_modules\n');
  await write(MAP, mapModule);
  await writeService('shop');
  await writeService('payments');
  await git('init', '--quiet', '--initial-branch=main');
  await commit();
});
afterEach(() => rm(folder, { recursive: true }));

describe('diff', () => {
  it('reports no difference right after a commit', async () => {
    expect(await diff(MAP)).toEqual({
      code: 0,
      stdout: 'base: nothing differs\n\nstaging: nothing differs\n',
      stderr: '',
    });
  });

  it('reports what an uncommitted edit does, in the environments that it changes', async () => {
    await edit('k8s/shop/overlays/staging/kustomization.yaml', 'newTag: "1"', 'newTag: "2"');
    const { code, stdout } = await diff(MAP);
    expect(code).toBe(0);
    expect(stdout).toContain('base: nothing differs\n\nstaging: 1 changed\n');
    expect(stdout).toContain('rolls pods: Deployment shop in shop-staging\n    Replaces 2 pods: spec.template.spec');
    expect(stdout).toContain('\n-        - image: shop:1\n+        - image: shop:2\n');
  });

  it('compares with another revision, also what is committed since', async () => {
    await edit('k8s/shop/base/deployment.yaml', 'replicas: 2', 'replicas: 3');
    await commit();
    expect((await diff(MAP)).stdout).toContain('base: nothing differs');
    const { stdout } = await diff(MAP, '--base', 'HEAD~1');
    expect(stdout).toContain('scales: Deployment shop in shop › spec.replicas\n    From 2 pods to 3.\n');
  });

  it('finds a new service that is untracked, and one that was removed', async () => {
    await writeService('billing');
    await rm(join(repository, 'k8s/payments'), { recursive: true });
    const { code, stdout } = await diff(MAP, '--environment', 'base');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^base: \d created, \d deleted\n/);
    expect(stdout).toContain('creates: Deployment billing in billing\n');
    expect(stdout).toContain('deletes: Deployment payments in payments\n');
    expect(stdout).not.toContain('staging');
  });

  it('reports who reaches whom, also of services that do not change', async () => {
    await edit('k8s/shop/base/policy.yaml', 'ingress: []', 'ingress: [{ from: [{ namespaceSelector: {} }] }]');
    const { stdout } = await diff(MAP, '--environment', 'base');
    expect(stdout).toContain('opens: Deployment shop in shop\n    From now on it is reached by any pod of the cluster');
    await edit(
      'k8s/shop/base/policy.yaml',
      'namespaceSelector: {}',
      'namespaceSelector: { matchLabels: { team: payments } }',
    );
    await write(
      'k8s/payments/base/namespace.yaml',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: payments, labels: { team: payments } }\n',
    );
    await edit(
      'k8s/payments/base/kustomization.yaml',
      'resources:',
      'resources: [namespace.yaml, deployment.yaml, policy.yaml, secret.yaml]\nx:',
    );
    await edit('k8s/payments/base/kustomization.yaml', /x:.*\n/, '');
    await commit();
    await edit('k8s/shop/base/policy.yaml', 'team: payments', 'team: none');
    const closed = await diff(MAP, '--environment', 'base');
    expect(closed.stdout).toContain(
      'closes: Deployment shop in shop\n    It is no longer reached by Deployment payments in payments, on port 8080/TCP.',
    );
  });

  it('says which changes of custom resources the rules of their definitions refuse', async () => {
    const validation = `[{ rule: self == oldSelf, message: size never changes }]`;
    const spec = `{ type: object, properties: { size: { type: integer, x-kubernetes-validations: ${validation} } } }`;
    const schema = `{ openAPIV3Schema: { type: object, properties: { spec: ${spec} } } }`;
    await write(
      'crds/widgets.yaml',
      [
        'apiVersion: apiextensions.k8s.io/v1',
        'kind: CustomResourceDefinition',
        'metadata: { name: widgets.example.com }',
        'spec:',
        '  group: example.com',
        '  scope: Namespaced',
        '  names: { kind: Widget, plural: widgets }',
        `  versions: [{ name: v1, served: true, storage: true, schema: ${schema} }]`,
      ].join('\n'),
    );
    const widget =
      'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one, namespace: shop }\nspec: { size: 1 }\n';
    await write('k8s/shop/base/widget.yaml', widget);
    await edit('k8s/shop/base/kustomization.yaml', 'resources:', 'resources: [widget.yaml, deployment.yaml]\nx:');
    await edit('k8s/shop/base/kustomization.yaml', /x:.*\n/, '');
    await commit();
    await edit('k8s/shop/base/widget.yaml', 'size: 1', 'size: 2');
    const { stdout } = await diff(MAP, '--environment', 'base', '--schemas', 'crds');
    expect(stdout).toContain(
      'apply is refused: Widget one in shop › spec.size\n    A rule of its definition does not allow this change: size never changes.',
    );
    expect((await diff(MAP, '--environment', 'base')).stdout).not.toContain('refused');
  });

  it('compares only the apps that it is given', async () => {
    await edit('k8s/shop/base/deployment.yaml', 'replicas: 2', 'replicas: 3');
    await edit('k8s/payments/base/deployment.yaml', 'replicas: 2', 'replicas: 4');
    const { stdout } = await diff('payments.mjs', '--environment', 'base');
    expect(stdout).toContain('base: 1 changed\n');
    expect(stdout).toContain('From 2 pods to 4.');
  });

  it('fails where a tree does not build to what its app says, and compares it all the same', async () => {
    await edit('k8s/payments/base/deployment.yaml', 'replicas: 2', 'replicas: 4');
    const { code, stdout } = await diff('payments.mjs', '--environment', 'base');
    expect(code).toBe(1);
    expect(stdout).toContain('payments does not build to what its app says: Secret payments in payments');
    expect(stdout).toContain('From 2 pods to 4.');
  });

  it('never shows a value of a Secret', async () => {
    await edit('k8s/shop/base/secret.yaml', 'old-value', 'new-value');
    for (const format of ['text', 'markdown']) {
      const { stdout } = await diff(MAP, '--format', format);
      expect(stdout).toContain('KEY: (hidden; the new value)');
      expect(stdout).not.toMatch(/(?:old|new)-value/);
    }
  });

  it('as Markdown begins with the marker by which its comment is found, and names the revision', async () => {
    const hash = (await git('rev-parse', 'HEAD')).slice(0, 12);
    const { stdout } = await diff(MAP, '--base', 'main', '--format', 'markdown');
    expect(
      stdout.startsWith(`<!-- k8s-blocks diff -->\n## What this does to the built manifests\n\nAgainst main, ${hash}.`),
    ).toBe(true);
  });

  it.each([
    [undefined, 'replicas: 3', 0],
    ['refusal', 'replicas: 3', 0],
    ['difference', 'replicas: 3', 1],
    ['refusal', 'replicas: 2\n  selector: { matchLabels: { app: other } }', 1],
    ['difference', 'replicas: 2', 0],
  ])('with --fail-on %s and %j exits with %i', async (what, spec, code) => {
    await edit(
      'k8s/shop/base/deployment.yaml',
      /replicas: 2(\n {2}selector.*)?/,
      spec.includes('selector') ? spec : `${spec}$1`,
    );
    expect((await diff(MAP, ...(what === undefined ? [] : ['--fail-on', what]))).code).toBe(code);
  });

  it('continues if an old tree does not build, and reports that', async () => {
    await edit('k8s/shop/base/kustomization.yaml', 'secret.yaml', 'nowhere.yaml');
    await commit();
    await edit('k8s/shop/base/kustomization.yaml', 'nowhere.yaml', 'secret.yaml');
    await edit('k8s/payments/base/deployment.yaml', 'replicas: 2', 'replicas: 3');
    const { code, stdout } = await diff(MAP, '--environment', 'base');
    expect(code).toBe(0);
    expect(stdout).toContain('shop is not compared, since it does not build at HEAD: ');
    expect(stdout).toContain('nowhere.yaml');
    expect(stdout).not.toContain(temporary);
    expect(stdout).toContain('scales: Deployment payments');
  });

  it('fails where a tree does not build now', async () => {
    await edit('k8s/shop/base/kustomization.yaml', 'secret.yaml', 'nowhere.yaml');
    const { code, stdout } = await diff(MAP, '--environment', 'base');
    expect(code).toBe(1);
    expect(stdout).toContain('shop is not compared, since it does not build now: ');
  });

  it('works from a folder of the repository, and leaves repository and index as they are', async () => {
    await edit('k8s/shop/base/deployment.yaml', 'replicas: 2', 'replicas: 3');
    await write('k8s/shop/notes.txt', 'new');
    const before = await git('status', '--porcelain=v2');
    const { code, stdout } = await diffIn(join(repository, 'k8s'), {}, '../map.mjs', '--root', '.');
    expect(code).toBe(0);
    expect(stdout).toContain('From 2 pods to 3.');
    expect(await git('status', '--porcelain=v2')).toBe(before);
    expect(await leftovers()).toEqual([]);
  });

  it('removes what is temporary also if it is interrupted', async () => {
    await edit('k8s/shop/base/deployment.yaml', 'replicas: 2', 'replicas: 3');
    const kubectl = join(folder, 'slow-kubectl');
    await writeFile(
      kubectl,
      '#!/bin/sh\ncase "$1" in version) echo \'{"kustomizeVersion":"v5.7.1"}\' ;; *) exec sleep 20 ;; esac\n',
    );
    await chmod(kubectl, 0o755);
    expect(await endedBy('SIGINT', { KUBECTL: kubectl }, 'index')).toBe('SIGINT');
    expect(await leftovers()).toEqual([]);
  });

  it('removes what is temporary also if it is ended while git writes it', async () => {
    await git('config', 'filter.slow.smudge', 'sleep 1; cat');
    await write('k8s/.gitattributes', '*.yaml filter=slow\n');
    await commit();
    expect(await endedBy('SIGTERM', {}, 'trees')).toBe('SIGTERM');
    // What git would still have written, had it not been ended, it would have written by now.
    await sleep(2000);
    expect(await leftovers()).toEqual([]);
  });

  /** Starts the command, and ends it when it has written a path; by what it was ended. */
  async function endedBy(signal: NodeJS.Signals, env: NodeJS.ProcessEnv, written: string): Promise<unknown> {
    const options = { cwd: repository, env: { ...process.env, TMPDIR: temporary, ...env } };
    const child = spawn(process.execPath, ['--import', TSX, MAIN, 'diff', MAP], options);
    const ended = new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
    const isWritten = async () => (await leftovers()).some((name) => existsSync(join(temporary, name, written)));
    while (!(await isWritten())) await sleep(10);
    child.kill(signal);
    return ended;
  }

  describe('refuses', () => {
    it('a folder that is in no repository', async () => {
      await rm(join(repository, '.git'), { recursive: true });
      const env = { GIT_CEILING_DIRECTORIES: folder };
      expectRefusal(
        await diffIn(repository, env, MAP),
        'is not in a git repository, so there is nothing to compare with.',
      );
    });

    it('a revision that is not there', async () => {
      expectRefusal(await diff(MAP, '--base', 'nope'), 'The repository has no revision "nope".\nGive a branch');
      expectRefusal(await diff(MAP, '--base=--help'), 'The repository has no revision "--help".');
    });

    it('one that a shallow clone does not have, with the command that fetches it', async () => {
      await edit(MAP, 'export', 'export');
      await write('more.txt', '');
      await commit();
      const clone = join(folder, 'clone');
      await promisify(execFile)('git', ['clone', '--quiet', '--depth=1', pathToFileURL(repository).href, clone]);
      await symlink(join(repository, 'node_modules'), join(clone, 'node_modules'));
      const answer = await diffIn(clone, {}, MAP, '--base', 'HEAD~1');
      expectRefusal(answer, 'This shallow clone has no revision "HEAD~1".\nFetch it first: git fetch --unshallow');
    });

    it('an environment that there is none of, and a module that exports neither a map nor an app', async () => {
      expectRefusal(
        await diff(MAP, '--environment', 'x'),
        'There is no environment "x".\nName one of "base", "staging".',
      );
      await write('none.mjs', 'export default 1;');
      expectRefusal(await diff('none.mjs'), 'none.mjs\n  Its default export is neither a map nor an app.');
    });

    it('to continue without git', async () => {
      const path = (process.env.PATH ?? '').split(delimiter);
      expect(path.length).toBeGreaterThan(0);
      expectRefusal(await diffIn(repository, { PATH: temporary }, MAP), 'There is no git on the PATH.\nInstall git.');
    });
  });
});

function expectRefusal({ code, stdout, stderr }: Awaited<ReturnType<typeof diff>>, words: string): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/^\s+at /m);
}

function diff(...args: string[]) {
  return diffIn(repository, {}, ...args);
}

function diffIn(cwd: string, env: NodeJS.ProcessEnv, ...args: string[]) {
  return k8sBlocks({ cwd, env: { TMPDIR: temporary, ...env } }, 'diff', ...args);
}

const mapModule = `import { contract, stack } from '@k8s-blocks/topology';
export const shop = contract({ name: 'shop', ports: {} });
export const payments = contract({ name: 'payments', ports: {} });
const environments = { base: {}, staging: { suffix: '-staging' } };
export default stack({ services: [shop, payments], environments, connections: [] });
`;

/** A service as its tree is committed: nothing of it needs the code that emitted it. */
async function writeService(name: string): Promise<void> {
  const head = (apiVersion: string, kind: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
  const base = `k8s/${name}/base`;
  await write(`${name}.mjs`, appModule(name));
  await write(
    `${base}/kustomization.yaml`,
    `namespace: ${name}\nresources: [deployment.yaml, policy.yaml, secret.yaml]\n`,
  );
  await write(
    `${base}/deployment.yaml`,
    `${head('apps/v1', 'Deployment')}spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: ${name}, ports: [{ containerPort: 8080 }] }] }
`,
  );
  await write(
    `${base}/policy.yaml`,
    `${head('networking.k8s.io/v1', 'NetworkPolicy')}spec: { podSelector: {}, ingress: [] }\n`,
  );
  await write(`${base}/secret.yaml`, `${head('v1', 'Secret')}stringData: { KEY: old-value }\n`);
  await write(
    `k8s/${name}/overlays/staging/kustomization.yaml`,
    `namespace: ${name}-staging\nresources: [../../base]\nimages: [{ name: ${name}, newTag: "1" }]\n`,
  );
}

function appModule(name: string): string {
  return `import { app } from '@k8s-blocks/app';
import map, { ${name} } from './map.mjs';
export default app(map, ${name}, { settings: { base: {}, staging: {} }, manifests: () => ({}) });
`;
}

async function edit(path: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(join(repository, path), 'utf8');
  expect(before).toMatch(from);
  await writeFile(join(repository, path), before.replace(from, to));
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(repository, path)), { recursive: true });
  await writeFile(join(repository, path), text);
}

async function git(...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false'];
  const { stdout } = await promisify(execFile)('git', [...identity, ...args], { cwd: repository });
  return stdout;
}

async function commit(): Promise<void> {
  await git('add', '--all');
  await git('commit', '--quiet', '--message=change');
}

/** What the command has made and not removed yet. The cache of tsx lies beside it, and is not the command's. */
async function leftovers(): Promise<readonly string[]> {
  return (await readdir(temporary)).filter((name) => name.startsWith('k8s-blocks-diff-'));
}
