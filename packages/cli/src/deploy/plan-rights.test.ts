import { type Cluster, ServerRefusal } from '@k8s-blocks/cluster';
import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import type { OptionsOf } from '../commands.ts';
import { planFor } from './run.ts';

const shop = contract({ name: 'shop', ports: {} });
const map = stack({ name: 'shop', services: [shop], environments: { base: {}, staging: {} }, connections: [] });
const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'migrate', namespace: 'shop' } };

/** An empty cluster in which an account may list the inventory alone. */
const cluster: Cluster = {
  context: 'test',
  resource: async (_apiVersion, kind) => ({
    group: 'batch',
    version: 'v1',
    kind,
    plural: 'jobs',
    namespaced: true,
    hasStatus: true,
    verbs: [],
  }),
  resourcesOfKind: async () => [],
  resources: async () => [],
  get: async ({ kind, name }) =>
    kind === 'Namespace' ? { apiVersion: 'v1', kind, metadata: { name, uid: '', resourceVersion: '' } } : undefined,
  list: async (_apiVersion, kind) => {
    if (kind === 'ConfigMap') return { items: [], resourceVersion: '' };
    const serverMessage = `cannot list ${kind}`;
    throw new ServerRefusal({
      status: 403,
      reason: 'Forbidden',
      serverMessage,
      causes: [],
      conflicts: [],
      isDenied: false,
    });
  },
  apply: async () => ({
    object: { ...job, metadata: { ...job.metadata, uid: '', resourceVersion: '' } },
    created: true,
  }),
  create: async () => expect.fail('It creates something.'),
  update: async () => expect.fail('It updates something.'),
  delete: async () => expect.fail('It deletes something.'),
  watch: () => expect.fail('It watches something.'),
  events: async () => [],
  close: async () => undefined,
};

/** Plans the deployment of a Job. */
async function planned(plan: boolean): Promise<string> {
  const options: OptionsOf<'deploy'> = {
    root: 'k8s',
    context: 'test',
    environment: 'staging',
    service: [],
    plan,
    yes: false,
    timeout: '5m',
    prune: false,
    deleteData: false,
    wait: false,
    inventoryNamespace: 'default',
    forceConflicts: false,
    schemas: [],
    allowRemote: false,
  };
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  await planFor({
    cluster,
    stack: map,
    target: { environment: map.environments.staging, context: 'test' },
    deployed: { stack: 'shop', environment: 'staging', namespace: 'default' },
    deployment: { ofStack: [], waves: [[{ name: 'shop', objects: [job] }]], others: [] },
    options,
    timeout: 300_000,
    output: { print, printError: print, printReport: print },
    signal: new AbortController().signal,
  });
  return printed.join('\n');
}

describe('an account that may not list what is waited for', () => {
  it('can plan, and is refused before it deploys', async () => {
    expect(await planned(true)).toContain('creates 1');
    await expect(planned(false)).rejects.toThrow('Job in shop\n  It could not be seen whether anything gets ready');
  });
});
