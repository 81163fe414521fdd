import { describe, expect, it } from 'vitest';
import { TYPES } from './schema.ts';

/** Where kubernetes-models keeps the compiled schemas of a package of the API. */
const packages = [
  'kubernetes-models/_schemas/IoK8sApiCoreV1',
  'kubernetes-models/_schemas/IoK8sApiAppsV1',
  'kubernetes-models/_schemas/IoK8sApiPolicyV1',
  'kubernetes-models/_schemas/IoK8sApiNetworkingV1',
  '@kubernetes-models/apimachinery/_schemas/IoK8sApimachineryPkgApisMetaV1',
];

type Validate = (data: unknown) => boolean;

/** The compiled schemas of a type: several, if packages have types of the same name. */
async function schemasOf(type: string): Promise<Validate[]> {
  const found = await Promise.allSettled(packages.map((path) => import(`${path}${type}`)));
  return found.flatMap((result) => (result.status === 'fulfilled' ? [result.value.validate as Validate] : []));
}

/** The names that a compiled schema asks an object for: all of its fields. */
function askedOf(validate: Validate): string[] {
  const asked = new Set<string>();
  const recorder = new Proxy({}, { get: (_, key) => void (typeof key === 'string' && asked.add(key)) });
  validate(recorder);
  return [...asked].sort();
}

/** Kubernetes 1.36 has no such type or field any more. */
const gone: Readonly<Record<string, readonly string[]>> = { PodSpec: ['workloadRef'] };

describe('the table of types', () => {
  it.each(Object.keys(TYPES).filter((type) => type !== 'WorkloadReference'))(
    'knows the fields of %s that kubernetes-models knows',
    async (type) => {
      const known = Object.values(TYPES[type] ?? {}).flatMap((names) => names.split(' '));
      const current = known.filter((name) => gone[type]?.includes(name) !== true).sort();
      expect((await schemasOf(type)).map(askedOf)).toContainEqual(current);
    },
  );
});
