import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import type { KubernetesObject } from '@k8s-blocks/kustomize';
import { Refusal } from '@k8s-blocks/refusal';
import { contract, stack } from '@k8s-blocks/topology';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, type AppEnvironment, app, checkApp, emitApp, type ManifestFiles } from './index.ts';

const payments = contract({ name: 'payments', ports: {} });
const map = stack({
  services: [payments],
  environments: { base: {}, staging: { suffix: '-staging' }, production: {} },
  connections: [],
});

interface Settings {
  readonly level: string;
}
const configMap = ({ settings }: AppEnvironment<Settings>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'payments-config' },
  data: { LEVEL: settings.level },
});

let folder: string;
let root: string;
let options: { root: string; staging: string; source: string };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emitted-app-'));
  root = join(folder, 'k8s');
  options = { root, staging: join(folder, 'staging'), source: 'Change the test.' };
});
afterEach(() => rm(folder, { recursive: true }));

describe('an emitted app', () => {
  it('stands in a folder of its name, and is as it should be from then on', async () => {
    const { written } = await emitApp(appOf(), options);
    expect(written).toContain('payments/overlays/staging/kustomization.yaml');
    expect(await readFile(join(root, 'payments/base/configmap.yaml'), 'utf8')).toMatch(
      /^# Emitted by k8s-blocks as payments\/base\/configmap\.yaml; do not edit\. Change the test\.\n/,
    );
    expect(await checkApp(appOf(), options)).toEqual([]);
    expect(await emitApp(appOf(), options)).toEqual({ written: [], removed: [], unchanged: written.length });
  });

  it('leaves nothing where files were being written', async () => {
    await emitApp(appOf(), options);
    expect(await readdir(options.staging)).toEqual([]);
  });

  it('is built by Kustomize, each environment with its own names and values', async () => {
    await emitApp(appOf(), options);
    const staging = await kustomizeBuild(join(root, 'payments/overlays/staging'));
    expect(staging).toEqual({
      yaml: [
        'apiVersion: v1',
        'data:',
        '  LEVEL: debug',
        'kind: ConfigMap',
        'metadata:',
        '  name: payments-config-staging',
        '  namespace: payments-staging',
        '',
      ].join('\n'),
      warnings: '',
    });
    expect((await kustomizeBuild(join(root, 'payments'))).yaml).toContain('LEVEL: info');
  }, 120_000);

  it('is checked without a write: what differs is named, with the difference', async () => {
    await emitApp(appOf(), options);
    const edited = join(root, 'payments/base/configmap.yaml');
    const text = (await readFile(edited, 'utf8')).replace('info', 'warn');
    await writeFile(edited, text);
    await rm(join(root, 'payments/kustomization.yaml'));
    const differing = await checkApp(appOf(), options);
    expect(differing.map(({ path, kind }) => [path, kind])).toEqual([
      ['payments/base/configmap.yaml', 'changed'],
      ['payments/kustomization.yaml', 'missing'],
    ]);
    expect(differing[0]?.diff).toContain('-  LEVEL: warn\n+  LEVEL: info\n');
    expect(await readFile(edited, 'utf8')).toBe(text);
    expect(await readdir(join(root, 'payments'))).not.toContain('kustomization.yaml');
  });

  it('does not overwrite a file that was not emitted, and writes nothing then', async () => {
    await mkdir(join(root, 'payments/base'), { recursive: true });
    await writeFile(join(root, 'payments/base/configmap.yaml'), 'mine');
    expect(await problemsOf(emitApp(appOf(), options))).toMatchObject([
      { service: 'payments', file: 'payments/base/configmap.yaml' },
    ]);
    expect(await filesBelow(root)).toEqual(['payments/base/configmap.yaml']);
  });
});

describe('before anything is written, an app is refused', () => {
  afterEach(async () => {
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('for a name that is too long with its suffix, in the environment that has the suffix', async () => {
    const name = 'a'.repeat(250);
    expect(await problemsWith({ ...config(), metadata: { name } })).toMatchObject([
      {
        service: 'payments',
        environment: 'staging',
        file: 'object.yaml',
        object: `ConfigMap ${name}-staging`,
        field: 'metadata.name',
      },
    ]);
  });

  it('for an invalid label, once for environments with the same names', async () => {
    const labelled = { ...config(), metadata: { name: 'config', labels: { tier: 'not valid' } } };
    const problems = await problemsWith(labelled);
    expect(problems.map(({ environment, field }) => [environment, field])).toEqual([
      ['base, production', 'metadata.labels.tier'],
      ['staging', 'metadata.labels.tier'],
    ]);
    expect(problems[0]?.problem).toContain('not valid');
    expect(problems[0]?.remedy).toBeDefined();
  });

  it('for two ports of one name', async () => {
    const ports = [
      { name: 'http', port: 80 },
      { name: 'http', port: 81 },
    ];
    const problems = await problemsWith(service(ports));
    expect(problems[0]).toMatchObject({ object: 'Service payments', field: 'spec.ports[1].name' });
  });

  it('for a port that is out of range', async () => {
    const [problem] = await problemsWith(service([{ name: 'http', port: 70000 }]));
    expect(problem).toMatchObject({ object: 'Service payments', field: 'spec.ports[0].port' });
    expect(problem?.problem).toContain('70000');
  });

  it('for a probe on a port that no container can have', async () => {
    const [problem] = await problemsWith(deployment({ livenessProbe: { httpGet: { path: '/', port: 'no port' } } }));
    expect(problem).toMatchObject({
      object: 'Deployment payments',
      field: 'spec.template.spec.containers[0].livenessProbe.httpGet.port',
    });
  });

  it('for a variable that is there twice, which an API server takes and a server-side apply does not', async () => {
    const env = ['info', 'debug'].map((value) => ({ name: 'LEVEL', value }));
    const [problem] = await problemsWith(deployment({ env }));
    expect(problem).toMatchObject({
      object: 'Deployment payments',
      field: 'spec.template.spec.containers[0].env[1]',
      remedy: 'Give each entry its own, or remove one of the two.',
    });
  });

  it('for annotations on every object whose keys Kubernetes would not take, once an environment', async () => {
    const annotated = appOf({ annotations: () => ({ 'not valid': 'x' }) });
    expect(await problemsOf(emitApp(annotated, options))).toMatchObject([
      { service: 'payments', environment: 'base, staging, production', field: 'metadata.annotations["not valid"]' },
    ]);
  });

  it('and a check refuses it too', async () => {
    const refused = appOf({ manifest: () => ({ ...config(), metadata: { name: 'Not-Valid' } }) });
    expect(await problemsOf(checkApp(refused, options))).toMatchObject([
      { object: 'ConfigMap Not-Valid' },
      { object: 'ConfigMap Not-Valid-staging' },
    ]);
  });

  it.each([
    ['text', { stringData: { TOKEN: 'hunter2' } }, 'stringData.TOKEN'],
    ['text with a placeholder in it', { stringData: { TOKEN: 'REPLACE_WITH_KEY hunter2' } }, 'stringData.TOKEN'],
    ['a number', { stringData: { TOKEN: 271828 } }, 'stringData.TOKEN'],
    ['base64', { data: { TOKEN: 'aHVudGVyMg==' } }, 'data.TOKEN'],
    ['what is not base64', { data: { TOKEN: 'hunter2!' } }, 'data.TOKEN'],
    ['an empty text', { stringData: { TOKEN: '' } }, 'stringData.TOKEN'],
  ])('for a Secret that holds a real value, which is not repeated: %s', async (_, values, field) => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'payments-secrets' }, ...values };
    const problems = await problemsWith(secret);
    expect(problems).toMatchObject([
      {
        service: 'payments',
        environment: 'base, staging, production',
        file: 'object.yaml',
        object: 'Secret payments-secrets',
        field,
        problem: 'The value is not a placeholder, and would be committed.',
      },
    ]);
    for (const real of ['hunter2', 'aHVudGVyMg', '271828']) expect(new Refusal(problems).message).not.toContain(real);
  });
});

describe('a Secret with a real value is refused, and not repeated', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'payments-secrets' } };
  const real = { ...secret, stringData: { TOKEN: 'hunter2', PIN: 271828 } };

  it.each<[string, () => object]>([
    ['in a List', () => ({ apiVersion: 'v1', kind: 'List', metadata: { name: 'list' }, items: [real] })],
    ['in a ConfigMap, as text', () => ({ ...config(), data: { 'a.json': JSON.stringify(real) } })],
    ['in a field of a custom resource', () => ({ ...config(), apiVersion: 'a/v1', kind: 'Template', spec: { real } })],
    ['beside what no API server takes', () => ({ ...real, metadata: { name: 'hunter2 not valid' } })],
    ['of a type that YAML does not know', () => ({ ...secret, stringData: { PIN: 271828n } })],
    ['in the description of a symbol', () => ({ ...secret, stringData: { PIN: Symbol('hunter2') } })],
  ])('%s', async (_, manifest) => {
    const problems = await problemsWith(manifest() as KubernetesObject);
    expect(problems.length).toBeGreaterThan(0);
    const said = new Refusal(problems.map(({ object: __, ...problem }) => problem)).message;
    for (const value of ['hunter2', '271828']) expect(said).not.toContain(value);
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('in an annotation of every object', async () => {
    const annotations = () => ({ copy: JSON.stringify(real) });
    const problems = await problemsOf(emitApp(appOf({ annotations }), options));
    expect(problems).toMatchObject([{ object: 'every object', field: 'metadata.annotations.copy' }]);
    expect(new Refusal(problems).message).not.toContain('hunter2');
  });
});

describe('a Secret with placeholders', () => {
  it('is emitted', async () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'payments-secrets' },
      stringData: { TOKEN: 'REPLACE_WITH_REAL_TOKEN' },
    };
    const { written } = await emitApp(appOf({ manifest: () => secret }), options);
    expect(written).toContain('payments/base/object.yaml');
  });
});

function appOf({
  manifest,
  annotations = () => ({}),
}: {
  readonly manifest?: (env: AppEnvironment<Settings>) => KubernetesObject;
  readonly annotations?: () => Record<string, string>;
} = {}): App {
  return app(map, payments, {
    settings: { base: { level: 'info' }, staging: { level: 'debug' }, production: {} },
    manifests: (env): ManifestFiles =>
      manifest === undefined ? { 'configmap.yaml': configMap(env) } : { 'object.yaml': manifest(env) },
    annotations,
  });
}

function problemsWith(object: KubernetesObject) {
  return problemsOf(emitApp(appOf({ manifest: () => object }), options));
}

function config() {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } };
}

function service(ports: readonly object[]) {
  return {
    ...config(),
    kind: 'Service',
    metadata: { name: 'payments' },
    spec: { selector: { app: 'payments' }, ports },
  };
}

function deployment(container: object) {
  const labels = { app: 'payments' };
  const containers = [{ name: 'payments', image: 'payments:1', ...container }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'payments' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  };
}

async function problemsOf(task: Promise<unknown>) {
  const error: unknown = await task.then(
    () => new Error('Nothing was refused.'),
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error.problems;
  throw error;
}

async function filesBelow(start: string): Promise<string[]> {
  const entries = await readdir(start, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(start.length + 1));
}
