import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { givenEnvironments, type ProvedProject, readEnvironments } from '../src/index.ts';
import { importedAndProved } from './trial.ts';

const RENDERED = join(import.meta.dirname, 'helm/rendered.yaml');

describe('what Helm rendered of a chart', () => {
  let imported: ProvedProject;
  beforeAll(async () => {
    const { environments } = await readEnvironments(givenEnvironments([RENDERED]));
    imported = await importedAndProved(environments, { namespace: 'shop' });
  });

  it('is built by the new apps as it was, in the namespace that is given', () => {
    expect(imported.proof).toEqual({ compared: 9, remainder: [] });
    expect(imported.project.changes).toEqual(['9 objects: the namespace "shop" is written, since it names none.']);
  });

  it('is two services, that of the chart and that of the chart within it, and a Job', () => {
    const { services } = imported.project.stack;
    expect(services.map(({ name, workloads }) => [name, workloads.map(({ reference }) => reference.kind)])).toEqual([
      ['shop-cache', ['StatefulSet']],
      ['shop-migrate', ['Job']],
      ['shop', ['Deployment']],
    ]);
  });

  it('has the connection of the address in its values', () => {
    expect(imported.project.files.get('map.ts')).toContain(
      "connection(shop, shopCache.ports['port-6379'], 'CACHE_URL of Deployment shop')",
    );
  });

  it('has hooks, of which the import says that Helm ran them', () => {
    const hooks = imported.project.findings.filter(({ rule }) => rule === 'helm-hook');
    expect(hooks.map(({ object, problem }) => [object, problem])).toEqual([
      ['Job shop-migrate in shop', expect.stringContaining('Helm hook: pre-install,pre-upgrade.')],
      ['Pod shop-test-connection in shop', expect.stringContaining('Helm hook: test.')],
    ]);
  });
});
