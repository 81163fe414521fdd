import { contract, stack } from '@k8s-blocks/topology';
import { expect, it } from 'vitest';
import { app, type SettingsTable } from './index.ts';

const payments = contract({ name: 'payments', ports: {} });
const map = stack({
  services: [payments],
  environments: { base: {}, staging: {}, production: {} },
  connections: [],
});
const manifests = () => ({});

const base = { replicas: 1, level: 'info', hosts: ['a'], limits: { cpu: '1', memory: '1Gi' } };

it('the settings have the types of the row base, which other rows may give in part', () => {
  const { layers } = app(map, payments, {
    settings: {
      base: { replicas: 1, level: 'info', hosts: ['a'], limits: { cpu: '1', memory: '1Gi' } },
      // Another text than base's, another list, and one value of a map.
      staging: { level: 'debug', hosts: ['b', 'c'], limits: { cpu: '2' } },
      production: {},
    },
    annotations: ({ settings }) => ({ level: settings.level }),
    manifests({ settings }) {
      const { replicas, level, hosts, limits }: { replicas: number; level: string; hosts: string[]; limits: object } =
        settings;
      const data = { settings: JSON.stringify([replicas, level, hosts, limits]) };
      return { 'config.yaml': { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data } };
    },
  });
  expect(layers().staging?.annotations).toEqual({ level: 'debug' });
  expect(layers().staging?.files['config.yaml']?.objects).toMatchObject([
    { data: { settings: '[1,"debug",["b","c"],{"cpu":"2","memory":"1Gi"}]' } },
  ]);
});

it('rows other than the environments of the stack do not compile, and are refused at run time', () => {
  // @ts-expect-error: the row production is missing.
  const short = app(map, payments, { settings: { base, staging: {} }, manifests });
  // @ts-expect-error: the row base is missing.
  const baseless = app(map, payments, { settings: { staging: {}, production: {} }, manifests });
  // @ts-expect-error: the stack has no environment preview.
  const long = app(map, payments, { settings: { base, staging: {}, production: {}, preview: {} }, manifests });
  expect(short.layers).toThrow('There is no row "production".');
  expect(baseless.layers).toThrow('There is no row "base".');
  expect(long.layers).toThrow('The stack has no environment "preview".');
});

it('settings that base does not have, or of another type, do not compile, nor do files without objects', () => {
  // @ts-expect-error: replicas is a number in base.
  app(map, payments, { settings: { base, staging: { replicas: '2' }, production: {} }, manifests });
  // @ts-expect-error: base has no setting of that name.
  app(map, payments, { settings: { base, staging: { replica: 2 }, production: {} }, manifests });
  // @ts-expect-error: base's map has no key of that name.
  app(map, payments, { settings: { base, staging: { limits: { cpus: '2' } }, production: {} }, manifests });
  // @ts-expect-error: a list is given whole, with entries of base's type.
  app(map, payments, { settings: { base, staging: { hosts: [1] }, production: {} }, manifests });
  app(map, payments, {
    settings: { base, staging: {}, production: {} },
    // @ts-expect-error: base has no setting of that name.
    manifests: ({ settings }) => ({ 'a.yaml': { apiVersion: 'v1', kind: settings.kind } }),
  });
  app(map, payments, {
    settings: { base, staging: {}, production: {} },
    // @ts-expect-error: an object has a kind.
    manifests: () => ({ 'a.yaml': { apiVersion: 'v1' } }),
  });
  app(map, payments, {
    settings: { base, staging: {}, production: {} },
    // @ts-expect-error: the files are there at once.
    manifests: async () => ({}),
  });
  expect.assertions(0);
});

it('an app may declare a narrower type of its settings', () => {
  type Settings = { readonly level: 'debug' | 'info' };
  const narrow: SettingsTable<Settings, 'staging' | 'production'> = {
    base: { level: 'info' },
    staging: { level: 'debug' },
    // @ts-expect-error: it is not one of the levels.
    production: { level: 'verbose' },
  };
  const { layers } = app(map, payments, {
    settings: narrow,
    annotations: ({ settings: { level } }) => ({ level: level satisfies 'debug' | 'info' }),
    manifests,
  });
  expect(layers().staging?.annotations).toEqual({ level: 'debug' });
});
