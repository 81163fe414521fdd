import { join } from 'node:path';
import { app } from '@k8s-blocks/app';
import type { KubernetesObject } from '@k8s-blocks/manifest';
import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { provideModules } from './import-module.ts';
import { command, inOwnFolder, write } from './in-process.test-helper.ts';

const reports = contract({ name: 'reports', ports: {} });
const readers = contract({ name: 'readers', ports: {} });
const map = stack({
  services: [reports, readers],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [],
});

const RBAC = 'rbac.authorization.k8s.io';
const clusterRole = (name: string) => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRole',
  metadata: { name },
  rules: [],
});
const binding = (role: string) => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name: 'readers' },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
});

let folder: string;
inOwnFolder((given) => {
  folder = given;
});

/** Emits two services and the kustomizations of the whole stack, and judges the map. */
async function verified(ofReports: KubernetesObject, ofReaders: KubernetesObject) {
  const appOf = (service: typeof reports, object: KubernetesObject) =>
    app(map, service, { settings: { base: {}, staging: {} }, manifests: () => ({ 'rbac.yaml': object }) });
  const modules = { 'a.ts': appOf(reports, ofReports), 'b.ts': appOf(readers, ofReaders), 'map.ts': map };
  provideModules(
    Object.fromEntries(
      Object.entries(modules).map(([path, module]) => [join(folder, path), async () => ({ default: module })]),
    ),
  );
  expect((await command('emit', 'a.ts', 'b.ts', '--root', 'k8s')).code).toBe(0);
  for (const environment of ['base', 'overlays/staging']) {
    const top = environment.replace(/[^/]+/g, '..');
    const resources = ['reports', 'readers'].map((service) => `  - ${top}/${service}/${environment}\n`);
    await write(`k8s/${environment}/kustomization.yaml`, `resources:\n${resources.join('')}`);
  }
  return command('verify', 'map.ts', '--root', 'k8s');
}

describe('the kustomization of the whole stack', () => {
  it('is an error where Kustomize takes a name of one service for that of an object of another', async () => {
    const { code, stdout } = await verified(clusterRole('reader'), binding('reader'));
    expect(code).toBe(1);
    expect(stdout).toContain(
      'error whole-stack\n  staging › k8s/overlays/staging/kustomization.yaml › ClusterRoleBinding',
    );
    expect(stdout).toContain('Together with the other services, Kustomize builds it otherwise than alone.');
  });

  it('is an error where two services have an object of one identity', async () => {
    const { code, stdout } = await verified(clusterRole('reader'), clusterRole('reader'));
    expect(code).toBe(1);
    expect(stdout).toContain('error whole-stack');
    expect(stdout).toContain('does not build');
  });

  it('is right where names do not meet', async () => {
    const { stdout } = await verified(clusterRole('reader'), binding('view'));
    expect(stdout).not.toContain('whole-stack');
  });
});
