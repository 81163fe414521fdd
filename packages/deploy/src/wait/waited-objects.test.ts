import { type ObjectAddress, ServerRefusal } from '@k8s-blocks/cluster';
import { describe, expect, it } from 'vitest';
import { watchProblems } from '../index.ts';

const forbidden = (what: string) =>
  new ServerRefusal({
    status: 403,
    reason: 'Forbidden',
    serverMessage: `cannot ${what}`,
    causes: [],
    conflicts: [],
    isDenied: false,
  });

/** A cluster of which an account may read some namespaces at most. */
const clusterOf = (readNamespace: (address: ObjectAddress) => undefined) => ({
  resource: async (_apiVersion: string, kind: string) => ({
    group: 'batch',
    version: 'v1',
    kind,
    plural: `${kind.toLowerCase()}s`,
    namespaced: true,
    hasStatus: true,
    verbs: ['list'],
  }),
  list: async (_apiVersion: string, kind: string) => Promise.reject(forbidden(`list ${kind}`)),
  get: async (address: ObjectAddress) => readNamespace(address),
});

const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'migrate', namespace: 'shop' } };

describe('what an account may not list', () => {
  it('is told, also where it may not read the namespace', async () => {
    const cluster = clusterOf(() => {
      throw forbidden('get Namespace');
    });
    expect(await watchProblems(cluster, [job])).toEqual(
      ['Job', 'Pod'].map((kind) => ({
        object: `${kind} in shop`,
        problem: `It could not be seen whether anything gets ready: cannot list ${kind}`,
        remedy: 'Get the right to list and watch it, or use an account that has it.',
      })),
    );
  });

  it('is not known of a namespace that is not there yet: the account may get its rights with it', async () => {
    const asked: string[] = [];
    const cluster = clusterOf(({ kind, name }) => void asked.push(`${kind} ${name}`));
    expect(await watchProblems(cluster, [job])).toEqual([]);
    expect(new Set(asked)).toEqual(new Set(['Namespace shop']));
  });
});
