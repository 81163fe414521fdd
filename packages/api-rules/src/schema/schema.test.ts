import { describe, expect, it } from 'vitest';
import { API_VERSIONS, KINDS } from '../kinds.ts';
import { structOfKind } from './kind-types.ts';
import type { Struct } from './schema.ts';

/** Where kubernetes-models keeps the compiled schemas of a package of the API. */
const packages = [
  'kubernetes-models/_schemas/IoK8sApiCoreV1',
  'kubernetes-models/_schemas/IoK8sApiAppsV1',
  'kubernetes-models/_schemas/IoK8sApiBatchV1',
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

/** Every struct that a type needs, each once. */
function structsIn(struct: Struct, found = new Map<string, Struct>()): ReadonlyMap<string, Struct> {
  if (found.has(struct.name)) return found;
  found.set(struct.name, struct);
  for (let { type } of struct.fields.values()) {
    while (type.is === 'list' || type.is === 'map') type = type.of;
    if (type.is === 'struct') structsIn(type.struct, found);
  }
  return found;
}

const structs = KINDS.flatMap((kind) => [...structsIn(structOfKind(API_VERSIONS[kind], kind)).values()]);
const types = new Map(structs.map((struct) => [struct.name, struct]));

describe('the tables of types', () => {
  it.each([...types])('know the fields of %s that kubernetes-models knows', async (type, { fields }) => {
    expect((await schemasOf(type)).map(askedOf)).toContainEqual([...fields.keys()].sort());
  });
});
