import { isOffered } from '@k8s-blocks/topology';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { gitopsFiles } from './index.ts';
import { type RandomMap, randomMap } from './random-map.test-helper.ts';

/** Who needs whom at start, by the map, between services that are there. */
function neededIn({ needed }: RandomMap, there: readonly string[]): ReadonlySet<string> {
  const pairs = needed.map(({ from, to }) => [`${'name' in from ? from.name : ''}`, isOffered(to) ? to.contract : '']);
  return new Set(pairs.filter((pair) => pair.every((name) => there.includes(name))).map((pair) => pair.join(' → ')));
}

/** The services that share a namespace with one that starts before them, with the first of these. */
function sharingIn({ map }: RandomMap, environment: 'staging' | 'production'): ReadonlySet<string> {
  const services = map.servicesIn(environment);
  return new Set(
    services.flatMap(({ name, namespace }) => {
      const first = services.find((each) => each.namespace === namespace);
      return first === undefined || first.name === name ? [] : [`${name} → ${first.name}`];
    }),
  );
}

function objectsIn(random: RandomMap, path: string) {
  const text = gitopsFiles(random.map, 'k8s').get(path) ?? '';
  return parseAllDocuments(text).map((document) => document.toJS());
}

const union = (a: ReadonlySet<string>, b: ReadonlySet<string>) => new Set([...a, ...b]);

describe('on every map', () => {
  it('Kustomizations depend on what a service needs at start, on what has its Namespace, and on nothing else', () => {
    fc.assert(
      fc.property(randomMap, (random) => {
        const objects = objectsIn(random, 'gitops/flux/staging/services.yaml');
        const serviceOf = (name: string) => name.replace('random-staging-', '');
        const depends = objects.flatMap(({ metadata, spec }) =>
          (spec.dependsOn ?? []).map(
            ({ name }: { name: string }) => `${serviceOf(metadata.name)} → ${serviceOf(name)}`,
          ),
        );
        const there = random.map.servicesIn('staging').map(({ name }) => name);
        expect(objects.map(({ metadata }) => serviceOf(metadata.name))).toEqual(there);
        expect(new Set(depends)).toEqual(union(neededIn(random, there), sharingIn(random, 'staging')));
        expect(new Set(depends).size).toBe(depends.length);
      }),
    );
  });

  it('no Kustomization waits for itself through others: each depends on those that stand before it', () => {
    fc.assert(
      fc.property(randomMap, (random) => {
        const before = new Set<string>();
        for (const { metadata, spec } of objectsIn(random, 'gitops/flux/staging/services.yaml')) {
          for (const { name } of spec.dependsOn ?? []) expect(before).toContain(name);
          before.add(metadata.name);
        }
      }),
    );
  });

  it('Applications are in a later wave than all that they wait for, and never earlier than in start order', () => {
    fc.assert(
      fc.property(randomMap, (random) => {
        const there = random.map.servicesIn('production').map(({ name }) => name);
        fc.pre(there.length > 0);
        const objects = objectsIn(random, 'gitops/argocd/production/applications/services.yaml');
        const waves = new Map(
          objects.map(({ metadata }): [string, number] => [
            metadata.name.replace('random-production-', ''),
            Number(metadata.annotations['argocd.argoproj.io/sync-wave']),
          ]),
        );
        const sharing = sharingIn(random, 'production');
        for (const pair of union(neededIn(random, there), sharing)) {
          const [later = '', earlier = ''] = pair.split(' → ');
          expect(waves.get(later)).toBeGreaterThan(waves.get(earlier) ?? Number.NaN);
        }
        const expected = random.map
          .wavesIn('production')
          .flatMap((wave, index) => wave.map(({ name }): [string, number] => [name, index]));
        if (sharing.size === 0) expect(waves).toEqual(new Map(expected));
        for (const [name, wave] of expected) expect(waves.get(name)).toBeGreaterThanOrEqual(wave);
      }),
    );
  });
});
