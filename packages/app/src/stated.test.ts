import { Refusal } from '@k8s-blocks/refusal';
import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { app, type Manifest, type SettingsTable } from './index.ts';

const payments = contract({ name: 'payments', ports: {} });
const map = stack({
  startOrder: [payments],
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

const configMap: Manifest<Settings> = ({ settings }) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'payments-config' },
  data: { LOG_LEVEL: settings.logLevel, ASSET: 'USD' },
});
const deployment: Manifest<Settings> = ({ settings }) => ({
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
    manifests: { 'configmap.yaml': configMap, 'deployment.yaml': deployment },
  }).tree();
  return tree.get(`overlays/${environment}/kustomization.yaml`) ?? '';
}

describe('a setting that an environment states as base has it', () => {
  it.each([
    ['a text', { logLevel: 'info' }, 'LOG_LEVEL: info'],
    ['a number', { replicas: 1 }, 'replicas: 1'],
    ['a value in a map', { limits: { cpu: '1' } }, "cpu: '1'"],
    ['an image’s tag', { tag: 'stable' }, 'newTag: stable'],
  ])('stands in its overlay: %s', (_, production, line) => {
    expect(overlayOf('production', { staging: {}, production })).toContain(line);
    expect(overlayOf('production', { staging: {}, production: {} })).not.toContain(line);
  });

  it('stands in the overlay of every environment that states it, and of no other', () => {
    const rows = { staging: { logLevel: 'info' }, production: { logLevel: 'info' } };
    expect(overlayOf('staging', rows)).toContain('LOG_LEVEL: info');
    expect(overlayOf('production', rows)).toContain('LOG_LEVEL: info');
    expect(overlayOf('staging', { staging: {}, production: { logLevel: 'info' } })).not.toContain('LOG_LEVEL');
  });

  it('stands there also where another environment states something else', () => {
    const rows = { staging: { logLevel: 'debug' }, production: { logLevel: 'info' } };
    expect(overlayOf('production', rows)).toContain('LOG_LEVEL: info');
    expect(overlayOf('staging', rows)).toContain('LOG_LEVEL: debug');
  });

  it('takes nothing along: not what base alone states, not a checksum that changes with it', () => {
    const kustomization = overlayOf('production', { staging: {}, production: { replicas: 1, logLevel: 'info' } });
    expect(kustomization).toContain('replicas: 1');
    for (const absent of ['checksum', 'ASSET', 'memory', 'image', 'selector'])
      expect(kustomization).not.toContain(absent);
  });

  it('may be one that no other value could take the place of', () => {
    const sizes: Readonly<Record<string, { readonly cpu: string }>> = { small: { cpu: '1' } };
    const one = (pick: (size: string) => object) =>
      app(map, payments, {
        settings: { base: { size: 'small' }, staging: {}, production: { size: 'small' } },
        manifests: {
          'configmap.yaml': ({ settings }) => ({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'payments-config' },
            data: { SIZE: settings.size, ...pick(settings.size) },
          }),
        },
      });
    const fromTable = one((size) => ({ CPU: (sizes[size] as { readonly cpu: string }).cpu }));
    const fromBlock = one((size) => {
      if (size !== 'small') throw new Refusal({ problem: 'There is one size.' });
      return {};
    });
    expect(() => fromTable.tree()).not.toThrow();
    expect(() => fromBlock.tree()).not.toThrow();
  });
});
