import { system } from '@k8s-blocks/stack';
import type { Built } from '@k8s-blocks/testing';
import { describe, expect, it } from 'vitest';
import { builtEnvironment } from './committed-builds.ts';

const environments = {
  base: await builtEnvironment('base'),
  staging: await builtEnvironment('staging'),
  production: await builtEnvironment('production'),
};

/** Every address inside a cluster that stands anywhere in some builds: host and port. */
function addressesIn(builds: readonly Built[]): string[] {
  const text = builds.map(({ yaml }) => yaml).join('\n');
  return [...new Set(text.match(/[a-z0-9.-]+\.svc\.cluster\.local:\d+/g))].sort();
}

function identities(builds: readonly Built[]): string[] {
  return builds.flatMap(({ objects }) =>
    objects.map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace ?? ''} ${name}`),
  );
}

describe.each(Object.entries(environments))('in %s', (_, builds) => {
  it('all services build without a warning', () => {
    expect(builds.length).toBeGreaterThanOrEqual(4);
    expect(new Set(builds.map(({ warnings }) => warnings))).toEqual(new Set(['']));
  });

  it('every address names a Service and a port that exist there', () => {
    const services = builds.flatMap(({ all }) => all('Service'));
    const addresses = addressesIn(builds);
    expect(addresses.length).toBeGreaterThanOrEqual(5);
    for (const address of addresses) {
      const [host = '', port] = address.split(':');
      const [namespace, service] = host
        .replace(/\.svc\.cluster\.local$/, '')
        .split('.')
        .reverse();
      const found = services.find(({ metadata }) => metadata?.name === service && metadata?.namespace === namespace);
      expect(found, `the Service of ${address}`).toBeDefined();
      expect(
        found?.spec?.ports?.map((each) => String(each.port)),
        `the port of ${address}`,
      ).toContain(port);
    }
  });

  it('no two objects are the same', () => {
    const all = identities(builds);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('staging and production in one cluster', () => {
  it('share no object', () => {
    const production = new Set(identities(environments.production));
    expect(identities(environments.staging).filter((each) => production.has(each))).toEqual([]);
  });

  it('share no address', () => {
    const production = new Set(addressesIn(environments.production));
    expect(addressesIn(environments.staging).filter((each) => production.has(each))).toEqual([]);
  });

  it('select no namespace of each other', () => {
    const selected = (builds: readonly Built[]) =>
      new Set(builds.flatMap(({ yaml }) => yaml.match(/kubernetes\.io\/metadata\.name: \S+/g) ?? []));
    const shared = [...selected(environments.staging)].filter((each) => selected(environments.production).has(each));
    expect(shared.sort()).toEqual([
      'kubernetes.io/metadata.name: kube-system',
      'kubernetes.io/metadata.name: monitoring',
    ]);
  });
});

describe('production', () => {
  it('contains no placeholder, and names every Secret that the map asks for', () => {
    const text = environments.production.map(({ yaml }) => yaml).join('\n');
    expect(text).not.toContain('REPLACE_WITH');
    expect(environments.production.flatMap(({ all }) => all('Secret'))).toEqual([]);
    const needing = system.startOrder.filter(({ secrets }) => Object.keys(secrets).length > 0);
    expect(needing.map(({ name }) => name)).toEqual(['agent-society', 'agent-runtime', 'connector']);
    for (const { name } of needing) expect(text).toMatch(new RegExp(`name: ${name}-secrets\\n`));
  });
});
