import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { type Fields, fieldsOf, groupBy } from '@k8s-blocks/manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer, errorsOf, objectsOfKinds } from './server-comparison.ts';
import { severalChanges } from './several-changes.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

const NAMES = [
  'a.b',
  'A',
  'a_b',
  'a:b',
  '-a',
  'a-',
  '1a',
  'a..b',
  'system-a',
  '10.1.2.3',
  '2001:db8::1',
  '2001:DB8::1',
];
const LONG_NAMES = [63, 64, 253, 254].map((length) => 'a'.repeat(length));
const BEGINNINGS = ['a-', 'A-', 'a.', 'a_', '-', 'a.-', '10.1.2.'];

/** Kinds that are named in one of the ways there are. Those of others are in other tests. */
const NAMED = new Set([
  ...['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'ClusterRole', 'ClusterRoleBinding', 'EndpointSlice', 'Endpoints'],
  ...['HorizontalPodAutoscaler', 'IPAddress', 'Ingress', 'IngressClass', 'Lease', 'LimitRange', 'Node'],
  ...['PersistentVolume', 'PersistentVolumeClaim', 'PriorityClass', 'ResourceQuota', 'Role', 'RoleBinding'],
  ...['ServiceCIDR', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
]);

/** One object of each kind. */
const examples = Array.from(
  groupBy(objectsOfKinds(), ({ apiVersion, kind }) => [`${apiVersion} ${kind}`]),
  ([, [first]]) => first ?? {},
).filter(({ kind }) => NAMED.has(String(kind)));

function named(object: Fields): readonly Fields[] {
  const all = [
    ...[...NAMES, ...LONG_NAMES].map((name) => ({ name })),
    ...BEGINNINGS.map((generateName) => ({ generateName })),
  ];
  return all.map((metadata) => ({ ...object, metadata }));
}

describe.skipIf(skipped !== undefined)('what the rules say of several changes of right objects', () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
  }, START);
  afterAll(() => server?.stop(), START);

  async function isTaken(object: Fields): Promise<boolean> {
    const { status } = await askServer(server, object);
    return status === 201;
  }

  it.each([
    ['refuses what the server refuses', false],
    ['takes what the server takes', true],
  ])('%s', async (_, isRight) => {
    const changed = severalChanges().filter((each) => each.isRight === isRight);
    const answers = await Promise.all(changed.map(({ object }) => isTaken(object)));
    expect(changed.filter((__, index) => answers[index] !== isRight).map(({ what }) => what)).toEqual([]);
    const others = changed.filter(({ object }) => (errorsOf(object).length === 0) !== isRight);
    expect(others.map(({ what }) => what)).toEqual([]);
  });

  it('refuses the names of every kind that the server refuses, and no others', async () => {
    const objects = examples.flatMap(named);
    const answers = await Promise.all(objects.map(isTaken));
    const others = objects.filter((object, index) => answers[index] !== (errorsOf(object).length === 0));
    expect(others.map(({ kind, metadata }) => `${kind} ${JSON.stringify(fieldsOf(metadata))}`)).toEqual([]);
  });
});
