import { Refusal } from '@k8s-blocks/refusal';
import { anywhere, connection, contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { type AppEnvironment, app, type ManifestFiles, omitted } from './index.ts';
import { problemsOf } from './problems-of.test-helper.ts';

const ledger = contract({ name: 'ledger', ports: { db: 3000 } });
const payments = contract({ name: 'payments', ports: {} });
const map = stack({
  services: [ledger, payments],
  environments: {
    base: {},
    staging: { suffix: '-staging', annotations: { environment: 'staging' } },
    production: { annotations: { environment: 'production' } },
  },
  labels: { 'app.kubernetes.io/part-of': 'shop' },
  connections: [connection(payments, anywhere.port(443), 'mail')],
});

interface Settings {
  readonly level: string;
  readonly secret: boolean;
}
const settings = { base: { level: 'info', secret: true }, staging: { level: 'debug' }, production: { secret: false } };
type Env = AppEnvironment<Settings>;
const configMap = (env: Env) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'payments-config' },
  data: { LEVEL: env.settings.level, NAMESPACE: env.namespace },
});
const secret = (env: Env) =>
  env.settings.secret
    ? { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'payments-secrets' } }
    : omitted('Somebody else puts the Secret there.');

describe('an app', () => {
  const { tree, layers } = app(map, payments, {
    settings,
    manifests: (env) => ({ 'configmap.yaml': configMap(env), 'secret.yaml': secret(env) }),
    annotations: ({ settings: { level } }) => ({ level }),
  });

  it('is a base, an overlay for every other environment, and a root that points to base', () => {
    expect([...tree().keys()].sort()).toEqual([
      'base/configmap.yaml',
      'base/kustomization.yaml',
      'base/secret.yaml',
      'kustomization.yaml',
      'overlays/production/kustomization.yaml',
      'overlays/staging/kustomization.yaml',
    ]);
  });

  it('is in each environment what its manifests make of its settings and its environment', () => {
    expect(layers()).toMatchObject({
      base: { namespace: 'payments', annotations: { level: 'info' } },
      staging: {
        namespace: 'payments-staging',
        nameSuffix: '-staging',
        labels: { 'app.kubernetes.io/part-of': 'shop' },
        annotations: { level: 'debug', environment: 'staging' },
        files: { 'configmap.yaml': { objects: [{ data: { LEVEL: 'debug', NAMESPACE: 'payments-staging' } }] } },
      },
    });
  });

  it('goes without an object where that is omitted, and says why at the patch that removes it', () => {
    const production = tree().get('overlays/production/kustomization.yaml');
    expect(production).toMatch(/# Somebody else puts the Secret there\.\n *- patch: \|-?\n *\$patch: delete/);
    expect(production).toContain('name: payments-secrets');
    expect(tree().get('overlays/staging/kustomization.yaml')).not.toContain('payments-secrets');
  });

  it('is the same tree, byte for byte, every time', () => {
    expect([...tree()]).toEqual([...tree()]);
  });
});

describe('an app is refused', () => {
  const refusedIn = (manifests: (env: Env) => ManifestFiles) =>
    problemsOf(() => app(map, payments, { settings, manifests }).tree());
  const everywhere = { service: 'payments', environment: 'base, staging, production' };

  it('with service, environments, file, object and field, and a problem of several environments once', () => {
    const withNothing = (env: Env) => ({ ...configMap(env), data: { LEVEL: null } });
    expect(refusedIn((env) => ({ 'configmap.yaml': withNothing(env) }))).toMatchObject([
      {
        ...everywhere,
        file: 'configmap.yaml',
        object: 'ConfigMap payments-config',
        field: 'data.LEVEL',
        remedy: 'Leave the field out.',
      },
    ]);
  });

  it('with the one environment that has the problem', () => {
    const sometimes = (env: Env) => ({
      ...configMap(env),
      data: { LEVEL: env.name === 'staging' ? Number.NaN : 'info' },
    });
    expect(refusedIn((env) => ({ 'configmap.yaml': sometimes(env) }))).toMatchObject([
      { service: 'payments', environment: 'staging', file: 'configmap.yaml', field: 'data.LEVEL' },
    ]);
  });

  it('with all problems of a block at once, with its object and field, and those of every environment', () => {
    const block = ({ name }: Env): never => {
      throw new Refusal(['a', 'b', name].map((field) => ({ object: 'Service payments', field, problem: 'Wrong.' })));
    };
    const problem = { object: 'Service payments', problem: 'Wrong.' };
    expect(refusedIn((env) => ({ 'service.yaml': block(env) }))).toEqual([
      { ...everywhere, ...problem, field: 'a' },
      { ...everywhere, ...problem, field: 'b' },
      ...['base', 'staging', 'production'].map((name) => ({
        ...everywhere,
        ...problem,
        environment: name,
        field: name,
      })),
    ]);
  });

  it('for an address without a declared connection', () => {
    const calling = (env: Env) => ({ ...configMap(env), data: { LEDGER: env.address(ledger.ports.db) } });
    expect(refusedIn((env) => ({ 'configmap.yaml': calling(env) }))).toMatchObject([
      { ...everywhere, problem: 'payments has no declared connection to ledger:3000 (db).' },
    ]);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'The function returns nothing instead of files.'],
    ['a list', [], 'The function returns a list instead of files.'],
    ['a promise', Promise.resolve({}), 'The function returns an instance of Promise instead of files.'],
    ['a text', 'configmap.yaml', 'The function returns "configmap.yaml" instead of files.'],
  ])('where its manifests are %s', (_, returned, problem) => {
    expect(refusedIn(() => returned as ManifestFiles)).toMatchObject([{ ...everywhere, field: 'manifests', problem }]);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'The file holds nothing instead of an object.'],
    ['a function', configMap, 'The file holds a function instead of an object.'],
    ['a list in a list', [[{}]], 'The file holds a list instead of an object.'],
    ['a date', new Date(0), 'The file holds an instance of Date instead of an object.'],
  ])('where one of its files holds %s', (_, content, problem) => {
    const files = { 'a.yaml': content, 'b.yaml': content } as ManifestFiles;
    expect(refusedIn(() => files)).toMatchObject([
      { ...everywhere, file: 'a.yaml', problem },
      { ...everywhere, file: 'b.yaml', problem },
    ]);
  });

  it('where its manifests are not a function', () => {
    expect(refusedIn({ 'configmap.yaml': configMap } as never)).toMatchObject([
      { service: 'payments', field: 'manifests', problem: 'It is not a function.' },
    ]);
  });

  it('for annotations that refuse, with the environment', () => {
    const make = () =>
      app(map, payments, {
        settings,
        manifests: (env) => ({ 'configmap.yaml': configMap(env) }),
        annotations: (env) => ({ ledger: env.name === 'staging' ? env.outsideUrl('http://x') : '' }),
      }).tree();
    expect(problemsOf(make)).toMatchObject([{ service: 'payments', environment: 'staging' }]);
    const refusing = () => {
      throw new Refusal({ problem: 'Wrong.' });
    };
    const always = app(map, payments, { settings, manifests: () => ({}), annotations: refusing });
    expect(problemsOf(always.tree)).toEqual([
      { service: 'payments', environment: 'base, staging, production', problem: 'Wrong.' },
    ]);
  });

  it('where its service is not on the map', () => {
    const stranger = contract({ name: 'stranger', ports: {} });
    const make = () => app(map, stranger, { settings, manifests: () => ({}) }).tree();
    expect(problemsOf(make)).toMatchObject([{ service: 'stranger', problem: '"stranger" is not on the map.' }]);
  });

  describe('for its settings', () => {
    /** As at run time, where no type is checked. */
    const refusedWith = (rows: object) =>
      problemsOf(app(map, payments, { settings: rows as typeof settings, manifests: () => ({}) }).tree);
    const { base, staging, production } = settings;

    it.each([
      ['a row that is misspelt', { base, stagin: staging, production }, 'settings.stagin', 'Did you mean "staging"?'],
      [
        'a row in another case',
        { base, staging, Production: production },
        'settings.Production',
        'Did you mean "production"?',
      ],
      [
        'a row too many',
        { base, staging, production, preview: {} },
        'settings.preview',
        'It has "base", "staging", "production".',
      ],
      [
        'a row that is missing',
        { base, staging },
        'settings',
        'Add "production: {}" if nothing differs from base there.',
      ],
      ['a missing base', { staging, production }, 'settings', 'Add it, with every setting.'],
    ])('with %s', (_, rows, field, remedy) => {
      expect(refusedWith(rows)).toMatchObject([{ service: 'payments', field, remedy }]);
    });

    it('with a row too many and another that is missing, each', () => {
      expect(refusedWith({ base, staging, preview: {} }).map(({ field }) => field)).toEqual([
        'settings.preview',
        'settings',
      ]);
    });
  });

  it('but a defect of its own code keeps its trace', () => {
    const faulty = (): never => {
      throw new TypeError('a defect');
    };
    expect(() => app(map, payments, { settings, manifests: () => ({ 'a.yaml': faulty() }) }).tree()).toThrow(TypeError);
  });
});
