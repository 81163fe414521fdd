import { Refusal } from '@k8s-blocks/refusal';
import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type AppEnvironment, app, type PartialSettings, type SettingsTable } from './index.ts';

const payments = contract({ name: 'payments', ports: {} });
const map = stack({
  services: [payments],
  environments: { base: {}, staging: { suffix: '-staging' }, production: {} },
  connections: [],
});

interface Settings {
  readonly logLevel: string;
  readonly replicas: number;
  readonly tag: string;
  readonly limits: { readonly cpu: string; readonly memory: string };
}
const BASE: Settings = { logLevel: 'info', replicas: 1, tag: 'stable', limits: { cpu: '1', memory: '1Gi' } };

const configMap = ({ settings }: AppEnvironment<Settings>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'payments-config' },
  data: { LOG_LEVEL: settings.logLevel, ASSET: 'USD' },
});
const deployment = ({ settings }: AppEnvironment<Settings>) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'payments' },
  spec: {
    replicas: settings.replicas,
    selector: { matchLabels: { app: 'payments' } },
    template: {
      metadata: {
        labels: { app: 'payments' },
        annotations: { checksum: `1${settings.logLevel.length}${settings.replicas}` },
      },
      spec: {
        containers: [{ name: 'payments', image: `payments:${settings.tag}`, resources: { limits: settings.limits } }],
      },
    },
  },
});

/** The kustomization of an environment's overlay. */
function overlayOf(
  environment: 'staging' | 'production',
  rows: Omit<SettingsTable<Settings, 'staging' | 'production'>, 'base'>,
) {
  const tree = app(map, payments, {
    settings: { base: BASE, ...rows },
    manifests: (env) => ({ 'configmap.yaml': configMap(env), 'deployment.yaml': deployment(env) }),
  }).tree();
  return tree.get(`overlays/${environment}/kustomization.yaml`) ?? '';
}

describe('a setting that an environment pins: it gives base’s own value', () => {
  it.each([
    ['a text', { logLevel: 'info' }, 'LOG_LEVEL: info'],
    ['a number', { replicas: 1 }, 'replicas: 1'],
    ['a value in a map', { limits: { cpu: '1' } }, "cpu: '1'"],
    ['an image’s tag', { tag: 'stable' }, 'newTag: stable'],
  ])('stands in its overlay: %s', (_, production, line) => {
    expect(overlayOf('production', { staging: {}, production })).toContain(line);
    expect(overlayOf('production', { staging: {}, production: {} })).not.toContain(line);
  });

  it('is in the overlay of every environment that pins it, and of no other', () => {
    const rows = { staging: { logLevel: 'info' }, production: { logLevel: 'info' } };
    expect(overlayOf('staging', rows)).toContain('LOG_LEVEL: info');
    expect(overlayOf('production', rows)).toContain('LOG_LEVEL: info');
    expect(overlayOf('staging', { staging: {}, production: { logLevel: 'info' } })).not.toContain('LOG_LEVEL');
  });

  it('is there also where another environment gives another value', () => {
    const rows = { staging: { logLevel: 'debug' }, production: { logLevel: 'info' } };
    expect(overlayOf('production', rows)).toContain('LOG_LEVEL: info');
    expect(overlayOf('staging', rows)).toContain('LOG_LEVEL: debug');
  });

  it('brings nothing else: no value that only base gives, and no checksum that changes with it', () => {
    const kustomization = overlayOf('production', { staging: {}, production: { replicas: 1, logLevel: 'info' } });
    expect(kustomization).toContain('replicas: 1');
    for (const absent of ['checksum', 'ASSET', 'memory', 'image', 'selector'])
      expect(kustomization).not.toContain(absent);
  });

  it('may be one for which no other value is valid, which hides no other setting', () => {
    const sizes: Readonly<Record<string, { readonly cpu: string }>> = { small: { cpu: '1' } };
    const fromTable = configured({ size: 'small', level: 'info' }, ({ size, level }) => ({
      CPU: (sizes[size] as { readonly cpu: string }).cpu,
      LEVEL: level,
    }));
    const fromBlock = configured({ size: 'small', level: 'info' }, ({ size, level }) => {
      if (size !== 'small') throw new Refusal({ problem: 'There is one size.' });
      return { SIZE: size, LEVEL: level };
    });
    expect(fromTable).toEqual({ LEVEL: 'info' });
    expect(fromBlock).toEqual({ LEVEL: 'info' });
  });

  it('is changed to a value of another environment where the app knows no other', () => {
    const urls: Readonly<Record<string, string>> = { test: 'https://sandbox.example', real: 'https://live.example' };
    const data = ({ network }: { readonly network: string }) => {
      const url = urls[network];
      if (url === undefined) throw new Refusal({ problem: 'There are two networks.' });
      return { NETWORK: network, URL: url };
    };
    expect(configured({ network: 'real' }, data, { network: 'test' })).toEqual({ NETWORK: 'real' });
  });

  it('is changed to a value of another environment where the app takes every other one for the same', () => {
    const data = ({ level }: { readonly level: string }) => ({
      LEVEL: ['debug', 'info'].includes(level) ? level : 'info',
    });
    expect(configured({ level: 'info' }, data, { level: 'debug' })).toEqual({ LEVEL: 'info' });
  });

  it('may add or remove what stands before another', () => {
    const data = (settings: { readonly debug: boolean; readonly level: string }) => ({
      ...(settings.debug ? { DEBUG_PORT: '9229' } : {}),
      LEVEL: settings.level,
    });
    expect(configured({ debug: false, level: 'info' }, data)).toEqual({ LEVEL: 'info' });
    expect(configured({ debug: true, level: 'info' }, data)).toEqual({ LEVEL: 'info' });
  });

  it('may be in any word of a text, and is not in the middle of one', () => {
    const data = ({ port, path, level }: { readonly port: number; readonly path: string; readonly level: string }) => ({
      ARGUMENTS: `--port=${port} --log`,
      JSON: JSON.stringify({ level }),
      URL: `http://localhost${path}?v=2`,
      HEX: `a${port}f`,
    });
    const pinned = { ARGUMENTS: '--port=80 --log', JSON: '{"level":"info"}', URL: 'http://localhost/v1?v=2' };
    expect(configured({ port: 80, path: '/v1', level: 'info' }, data)).toEqual(pinned);
  });

  it('may be true or false, empty, in a list, or nothing that YAML holds', () => {
    const settings = { on: true, name: '', hosts: ['a', 'b'], none: null, quorum: (n: number) => n / 2 };
    const data = ({ on, name, hosts }: typeof settings) => ({ ON: String(on), NAME: name, HOSTS: hosts.join(',') });
    expect(configured(settings, data)).toEqual({ ON: 'true', NAME: '', HOSTS: 'a,b' });
  });
});

/** What production's overlay says of a ConfigMap where production pins every setting. */
function configured<Settings extends object>(
  settings: Settings,
  data: (settings: Settings) => Record<string, string>,
  staging: PartialSettings<NoInfer<Settings>> = {} as PartialSettings<Settings>,
): unknown {
  const tree = app(map, payments, {
    settings: { base: settings, staging, production: settings as PartialSettings<Settings> },
    manifests: (env) => ({
      'configmap.yaml': {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'payments-config' },
        data: data(env.settings),
      },
    }),
  }).tree();
  const { patches = [] } = parse(tree.get('overlays/production/kustomization.yaml') ?? '');
  return patches.length === 0 ? {} : parse(patches[0].patch).data;
}
