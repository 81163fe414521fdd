import { join } from 'node:path';
import type { ObjectReference } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { givenEnvironments, type ImportedProject, readEnvironments } from '../src/index.ts';
import { importedAndProved } from './trial.ts';
import { typeErrors } from './type-errors.ts';

const { K8S_BLOCKS_STACKS: STACKS } = process.env;
if (STACKS === undefined) console.log('K8S_BLOCKS_STACKS is not set: no public stacks are imported.');

/** What is imported of each: folders below its own. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  'GoogleCloudPlatform_microservices-demo': ['kustomize/tests/memorystore-with-all-components'],
  'prometheus-operator_kube-prometheus': ['manifests'],
  'argoproj_argo-cd': ['manifests/base', 'manifests/cluster-rbac'],
  'kubernetes_ingress-nginx': ['deploy/static/provider/cloud'],
  'kubernetes-sigs_metrics-server': ['manifests/base', 'manifests/overlays/release'],
  stefanprodan_podinfo: ['kustomize'],
};

/** The kinds that services are made of. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  workloads: ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'],
  Services: ['Service'],
  NetworkPolicies: ['NetworkPolicy'],
};

const imported = new Map<string, ImportedProject>();

describe.skipIf(STACKS === undefined)('public stacks', () => {
  it.each(Object.entries(FOLDERS))('%s is built by its apps as it was', async (name, folders) => {
    const paths = folders.map((folder) => join(STACKS ?? '', 'stacks', name, folder));
    const { environments } = await readEnvironments(givenEnvironments(paths));
    const { project, proof } = await importedAndProved(environments);
    expect(proof).toEqual({
      compared: environments.reduce((sum, { objects }) => sum + objects.length, 0),
      remainder: [],
    });
    imported.set(name, project);
  });

  it('compile', async () => {
    expect(imported.size).toBe(Object.keys(FOLDERS).length);
    expect(await typeErrors(Object.fromEntries([...imported].map(([name, { files }]) => [name, files])))).toEqual([]);
  });

  it.each(Object.entries(KINDS))('have most %s by blocks', (title, kinds) => {
    const isOf = ({ kind }: ObjectReference) => kinds.includes(kind);
    const projects = [...imported.values()];
    const made = projects.flatMap(({ blocks }) => blocks.made).filter(isOf).length;
    const all = projects.flatMap(({ stack: { services } }) =>
      services.flatMap(({ objects }) => objects.map(({ reference }) => reference)),
    );
    const of = all.filter(isOf).length;
    console.log(`${made} of ${of} ${title} of public stacks are made by blocks.`);
    expect(made).toBeGreaterThan(of / 2);
  });
});
