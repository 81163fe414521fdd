import { built } from '@k8s-blocks/testing';
import { expect, it } from 'vitest';
import { builtEnvironment } from './committed-builds.ts';

it.each([
  ['base', 'base'],
  ['staging', 'overlays/staging'],
  ['production', 'overlays/production'],
] as const)(
  'the kustomization of the whole stack in %s builds to what those of its services build to',
  async (environment, folder) => {
    const [whole, services] = await Promise.all([built(folder), builtEnvironment(environment)]);
    const documentsOf = (yamls: readonly string[]) => yamls.flatMap((yaml) => yaml.split(/^---\n/m)).sort();
    expect(documentsOf([whole.yaml])).toEqual(documentsOf(services.map(({ yaml }) => yaml)));
    expect(whole.warnings).toBe('');
  },
);
