import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { script, temporaryFolder, withPinnedKubectl, writeFiles } from './fakes.ts';
import { findKubectl, type KustomizeBuild, kustomizeBuild } from './index.ts';

withPinnedKubectl();

let root: string;
let tools: string;
let calls: string;
beforeEach(() => {
  root = temporaryFolder();
  tools = temporaryFolder();
  calls = join(tools, 'calls');
});

const write = (files: Readonly<Record<string, string>>) => writeFiles(root, files);

/** Builds folders with the real kubectl, through a script that counts, and says how many processes built. */
async function builds(folders: Readonly<Record<string, readonly string[]>>, options = {}, before = ':') {
  const real = await findKubectl();
  vi.stubEnv(
    'KUBECTL',
    script(tools, 'kubectl', `echo "$*" >> '${calls}'\n[ "$1" = version ] || { ${before}; }\nexec '${real}' "$@"`),
  );
  onTestFinished(() => void vi.stubEnv('KUBECTL', real));
  // The search for kubectl is made once a process: a module that has not searched yet finds the script.
  vi.resetModules();
  const { kustomizeBuilds } = await import('./index.ts');
  const asked = Object.entries(folders).map(([name, namespaces]) => ({ folder: join(root, name), namespaces }));
  const built = (await kustomizeBuilds(asked, options)).map(([, build]) => build);
  return { built, processes: readFileSync(calls, 'utf8').match(/^kustomize /gm)?.length ?? 0 };
}

/** What each folder builds to alone, or the message with which it is refused. */
async function alone(...names: readonly string[]): Promise<readonly (KustomizeBuild | string)[]> {
  return Promise.all(names.map((name) => kustomizeBuild(join(root, name)).catch((error: Error) => error.message)));
}

/** Builds in groups as the folders build alone; how many processes it takes is returned. */
async function asAlone(folders: Readonly<Record<string, readonly string[]>>): Promise<number> {
  const { built, processes } = await builds(folders);
  const shown = built.map((each) => (each instanceof Error ? each.message : each));
  expect(shown).toEqual(await alone(...Object.keys(folders)));
  return processes;
}

const object = (apiVersion: string, kind: string, name: string, rest = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`;

/** A service of several kinds, whose overlay has a namespace and a suffix. */
function service(name: string, files: Readonly<Record<string, string>> = {}, overlay = ''): Record<string, string> {
  const resources = {
    'namespace.yaml': object('v1', 'Namespace', name),
    'account.yaml': object('v1', 'ServiceAccount', name),
    'config.yaml': object(
      'v1',
      'ConfigMap',
      'settings',
      `data:\n  TEXT: |\n    ---\n    kind: Text\n  NAME: ${name}\n`,
    ),
    'deployment.yaml': object(
      'apps/v1',
      'Deployment',
      name,
      `spec:\n  template:\n    spec:\n      serviceAccountName: ${name}\n      containers:\n      - name: a\n        envFrom:\n        - configMapRef:\n            name: settings\n`,
    ),
    ...files,
  };
  const names = Object.keys(resources).join(', ');
  return {
    ...Object.fromEntries(Object.entries(resources).map(([path, text]) => [`${name}/base/${path}`, text])),
    [`${name}/base/kustomization.yaml`]: `namespace: ${name}\nresources: [${names}]\n`,
    [`${name}/staging/kustomization.yaml`]: `namespace: ${name}-staging\nnameSuffix: -staging\nresources: [../base]\n${overlay}`,
  };
}

const SHOP_AND_BANK = { 'shop/staging': ['shop-staging'], 'bank/staging': ['bank-staging'] };

describe('many builds in one process', () => {
  it('are each, byte for byte, what the folder builds to alone', async () => {
    write({
      ...service(
        'shop',
        {},
        'configMapGenerator:\n- name: made\n  literals: [A=b]\nimages:\n- name: x\n  newTag: "1"\n',
      ),
      ...service('bank', { 'one.yaml': object('example.com/v1', 'Thing', '"1"') }),
      ...service('mail'),
    });
    expect(await asAlone({ ...SHOP_AND_BANK, 'mail/staging': ['mail-staging'] })).toBe(1);
  });

  it('have the order of the folders, which may be relative', async () => {
    write({ ...service('shop'), ...service('bank') });
    const { kustomizeBuilds } = await import('./index.ts');
    const [shop, bank] = ['shop/base', 'bank/base'].map((each) => relative(process.cwd(), join(root, each)));
    const found = await kustomizeBuilds([
      { folder: String(shop), namespaces: ['shop'] },
      { folder: String(bank), namespaces: ['bank'] },
    ]);
    expect(found.map(([{ folder }]) => folder)).toEqual([shop, bank]);
  });

  it('are at most 32, so that 40 folders take two processes', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `service-${index}`);
    for (const name of names) write(service(name));
    expect((await builds(Object.fromEntries(names.map((name) => [`${name}/base`, [name]])))).processes).toBe(2);
  });

  it('do not share a process where they share a namespace', async () => {
    write({ ...service('shop'), ...service('bank') });
    expect(await asAlone({ 'shop/staging': ['one', 'shop-staging'], 'bank/staging': ['bank-staging', 'one'] })).toBe(2);
  });

  it('leave no folder behind, also where one fails', async () => {
    const temporary = temporaryFolder();
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.stubEnv('TMPDIR', undefined));
    write({ ...service('shop'), ...service('bank', {}, 'no: field\n') });
    await asAlone(SHOP_AND_BANK);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('folders are built one by one', () => {
  const role = (name: string) => object('rbac.authorization.k8s.io/v1', 'ClusterRole', name, 'rules: []\n');
  const binding = (subject: string) =>
    object(
      'rbac.authorization.k8s.io/v1',
      'RoleBinding',
      'reads',
      `roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: reader\nsubjects:\n- kind: ServiceAccount\n  ${subject}\n`,
    );
  /** An object that is not written as is usual, so that only its build shows its kind. */
  const unusual = (text: string) => `---\n# first\n${text.replace(/^(apiVersion: .*\n)(kind: .*\n)/, '$2$1')}`;

  it.each<readonly [string, Record<string, string>, number]>([
    [
      'where one does not build, each with its own message',
      { ...service('shop'), ...service('bank', {}, 'images: 1\n') },
      3,
    ],
    [
      'where two have one Namespace',
      {
        ...service('shop'),
        'bank/staging/one.yaml': object('v1', 'Namespace', 'bank-staging'),
        'bank/staging/other.yaml': object('v1', 'Namespace', 'shop-staging'),
        'bank/staging/kustomization.yaml': 'resources: [one.yaml, other.yaml]\n',
      },
      3,
    ],
    [
      'where an object is in a namespace that is nobody’s',
      {
        ...service('shop'),
        'bank/staging/config.yaml': object('v1', 'ConfigMap', 'a', '  namespace: bank-staging\n'),
        'bank/staging/other.yaml': object('v1', 'ConfigMap', 'b', '  namespace: kube-system\n'),
        'bank/staging/kustomization.yaml': 'resources: [config.yaml, other.yaml]\n',
      },
      3,
    ],
    [
      'where one builds to nothing',
      {
        ...service('shop'),
        ...service(
          'bank',
          {},
          'patches:\n- target: {}\n  patch: "$patch: delete\\nkind: any\\nmetadata: { name: any }"\n',
        ),
      },
      4,
    ],
  ])('%s', async (_, files, processes) => {
    write(files);
    // One for both, one for each; and where nothing is built, one that proves that kubectl builds at all.
    expect(await asAlone(SHOP_AND_BANK)).toBe(processes);
  });

  it.each<readonly [string, Record<string, string>]>([
    [
      'objects of the whole cluster, of one name',
      {
        ...service('shop', { 'role.yaml': role('reader') }),
        ...service('bank', { 'role.yaml': role('reader') }),
      },
    ],
    [
      'a class of priority that the pods of another service name',
      {
        ...service('shop', { 'class.yaml': object('scheduling.k8s.io/v1', 'PriorityClass', 'high', 'value: 1\n') }),
        ...service('bank', {
          'pod.yaml': object('v1', 'Pod', 'pod', 'spec:\n  priorityClassName: high\n  containers: []\n'),
        }),
      },
    ],
    [
      'a role that is bound in another service',
      {
        ...service('shop', { 'role.yaml': role('reader') }),
        ...service('bank', { 'binding.yaml': binding('name: bank').replace('kind: Role\n', 'kind: ClusterRole\n') }),
      },
    ],
    [
      'a binding to an account of another service',
      {
        ...service('shop'),
        ...service('bank', { 'binding.yaml': binding('name: shop\n  namespace: shop-staging') }),
      },
    ],
  ])('for %s, however that is written', async (_, files) => {
    write(files);
    expect(await asAlone(SHOP_AND_BANK)).toBe(2);
    const isNamed = (path: string) => /(?:role|class|binding)\.yaml$/.test(path);
    write(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, isNamed(path) ? unusual(text) : text])),
    );
    expect(await asAlone(SHOP_AND_BANK)).toBeGreaterThanOrEqual(3);
  });

  it('where the order of objects is another', async () => {
    write({ ...service('shop'), ...service('bank', {}, 'sortOptions: { order: fifo }\n') });
    expect(await asAlone(SHOP_AND_BANK)).toBe(2);
  });

  it('where they take too long together', async () => {
    write({ ...service('shop'), ...service('bank') });
    const slow = 'grep -q resources "$2/kustomization.yaml" && grep -q "^{" "$2/kustomization.yaml" && sleep 60';
    const { built, processes } = await builds(SHOP_AND_BANK, { timeout: 3000 }, slow);
    expect(built).toEqual(await alone('shop/staging', 'bank/staging'));
    expect(processes).toBe(3);
  });

  it('where there is no temporary folder', async () => {
    write({ ...service('shop'), ...service('bank') });
    vi.stubEnv('TMPDIR', join(root, 'nowhere'));
    onTestFinished(() => void vi.stubEnv('TMPDIR', undefined));
    expect(await asAlone(SHOP_AND_BANK)).toBe(2);
  });
});

describe('a folder that is not built', () => {
  it('is refused as it is alone, and the others are built', async () => {
    write({ ...service('shop'), ...service('bank'), ...service('mail', {}, 'components: [https://example.com/a]\n') });
    const folders = { ...SHOP_AND_BANK, 'mail/staging': ['mail-staging'], nowhere: ['nowhere'], 'a\0b': ['nul'] };
    expect(await asAlone(folders)).toBe(2);
    const { built } = await builds(folders);
    expect(built.map((each) => each instanceof Refusal)).toEqual([false, false, true, true, true]);
  });
});

describe('an account', () => {
  it('is only taken for one of the same namespace, whichever other service has one of that name', async () => {
    write({
      ...service('shop', { 'account.yaml': object('v1', 'ServiceAccount', 'till') }),
      ...service('bank', {
        'pod.yaml': object('v1', 'Pod', 'pod', 'spec:\n  serviceAccountName: till\n  containers: []\n'),
      }),
    });
    expect(await asAlone(SHOP_AND_BANK)).toBe(1);
  });
});
