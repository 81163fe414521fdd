import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, emitApp } from '@k8s-blocks/app';
import { judgeStack } from '@k8s-blocks/cli';
import {
  deployment,
  fromSecret,
  imagePullSecret,
  placeholderSecret,
  secretName,
  secretVolume,
  serviceAccount,
  variableFromSecret,
  withBaseline,
} from '@k8s-blocks/objects';
import { readManifests } from '@k8s-blocks/read-manifests';
import { contract, secret, stack } from '@k8s-blocks/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const registry = secret({
  name: 'registry',
  why: 'pull images',
  type: 'kubernetes.io/dockerconfigjson',
  naming: 'fixed',
});
const tls = secret({ name: 'payments-tls', why: 'serve HTTPS', type: 'kubernetes.io/tls' });
const database = secret({ name: 'payments-db', why: 'book', keys: ['url'], madeBy: 'ExternalSecret' });
const sealed = secret({ name: 'payments-sealed', why: 'sign', keys: ['key'], madeBy: 'SealedSecret' });
const payments = contract({
  name: 'payments',
  ports: {},
  secrets: { API_KEY: 'REPLACE_WITH_REAL_KEY' },
  otherSecrets: [registry, tls, database, sealed],
});
const map = stack({
  services: [payments],
  environments: {
    base: {},
    staging: { suffix: '-staging' },
    live: { suffix: '-live', secretsProvided: true },
    production: { production: true, secretsProvided: true },
  },
  connections: [],
});

const paymentsApp = app(map, payments, {
  settings: { base: {}, staging: {}, live: {}, production: {} },
  manifests: (env) =>
    withBaseline(env, {
      replicas: 2,
      files: {
        'serviceaccount.yaml': { ...serviceAccount(env), imagePullSecrets: [imagePullSecret(env, registry)] },
        'secret.yaml': placeholderSecret(env),
        'external-secret.yaml': {
          apiVersion: 'external-secrets.io/v1',
          kind: 'ExternalSecret',
          metadata: { name: 'payments-db' },
          spec: {
            secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
            target: { name: secretName(env, database) },
            data: [{ secretKey: 'url', remoteRef: { key: 'payments', property: 'url' } }],
          },
        },
        'sealed-secret.yaml': {
          apiVersion: 'bitnami.com/v1alpha1',
          kind: 'SealedSecret',
          metadata: { name: 'payments-sealed' },
          spec: { encryptedData: { key: 'AgA' } },
        },
        'deployment.yaml': deployment(env, {
          replicas: 2,
          readsSecret: true,
          container: {
            image: 'payments:1.4.0',
            envFrom: [fromSecret(env, sealed)],
            env: [
              variableFromSecret(env, 'OWN', { key: 'API_KEY' }),
              variableFromSecret(env, 'URL', { key: 'url', secret: database }),
            ],
            volumeMounts: [{ name: 'tls', mountPath: '/tls' }],
          },
          pod: { volumes: [secretVolume(env, 'tls', tls)], imagePullSecrets: [imagePullSecret(env, registry)] },
        }),
      },
    }),
});

const root = mkdtempSync(join(tmpdir(), 'provided-secrets-'));
beforeAll(() => emitApp(paymentsApp, { root, staging: join(root, '.staging'), source: 'Change the test.' }));
afterAll(() => rmSync(root, { recursive: true }));

const folderOf = (environment: string) =>
  join(root, 'payments', environment === 'base' ? 'base' : `overlays/${environment}`);

async function builtIn(environment: string): Promise<readonly unknown[]> {
  const { objects, findings } = await readManifests([folderOf(environment)]);
  expect(findings).toEqual([]);
  return objects.map(({ object }) => object);
}

describe('the Secrets of a service, its own and others', () => {
  it.each([
    ['base', { own: 'payments-secrets', isBuilt: true, suffix: '' }],
    ['staging', { own: 'payments-secrets-staging', isBuilt: true, suffix: '-staging' }],
    ['live', { own: 'payments-secrets-live', isBuilt: false, suffix: '-live' }],
    ['production', { own: 'payments-secrets', isBuilt: false, suffix: '' }],
  ])('are built in %s under the names that they have there', async (environment, { own, isBuilt, suffix }) => {
    const objects = await builtIn(environment);
    expect(objects).toContainEqual(
      expect.objectContaining({
        kind: 'Deployment',
        spec: expect.objectContaining({
          template: expect.objectContaining({
            spec: expect.objectContaining({
              imagePullSecrets: [{ name: 'registry' }],
              volumes: [{ name: 'tls', secret: { secretName: `payments-tls${suffix}` } }],
              containers: [
                expect.objectContaining({
                  envFrom: [{ secretRef: { name: own } }, { secretRef: { name: `payments-sealed${suffix}` } }],
                  env: [
                    { name: 'OWN', valueFrom: { secretKeyRef: { name: own, key: 'API_KEY' } } },
                    { name: 'URL', valueFrom: { secretKeyRef: { name: `payments-db${suffix}`, key: 'url' } } },
                  ],
                }),
              ],
            }),
          }),
        }),
      }),
    );
    const secrets = objects.filter((each) => (each as { kind: string }).kind === 'Secret');
    expect(secrets).toHaveLength(isBuilt ? 1 : 0);
  });

  it.each(['base', 'staging', 'live', 'production'])('are all known to verify in %s', async (environment) => {
    const objects = await builtIn(environment);
    const { findings } = judgeStack(map, {
      [environment]: [{ service: 'payments', file: 'kustomization.yaml', objects }],
    });
    expect(findings).toEqual([]);
  });
});
