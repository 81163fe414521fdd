import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { type Fields, fieldsOf, groupBy } from '@k8s-blocks/manifest';
import { runs } from '@k8s-blocks/test-runs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherFormsOf } from './other-forms.ts';
import { askServer, errorsOf, objectsOfKinds } from './server-comparison.ts';
import { severalChanges } from './several-changes.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

/** Of how many objects with other metadata one is tried. */
const STEP = runs({ usual: 4, long: 1 });

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

const UID = '0d0e9b8a-0000-4000-8000-000000000000';
const OWNER = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', uid: UID };

/** Metadata beside the name. */
const METADATA: readonly Fields[] = [
  ...[['a'], ['a/b'], ['A/b'], ['a b'], [''], ['kubernetes'], ['orphan', 'foregroundDeletion']].map((finalizers) => ({
    finalizers,
  })),
  ...[
    OWNER,
    { ...OWNER, uid: '' },
    { ...OWNER, apiVersion: 'a/b/c' },
    { ...OWNER, apiVersion: 'v1', kind: 'Event' },
  ].map((owner) => ({ ownerReferences: [owner] })),
  { generation: -1 },
  { labels: { a: 'b c' } },
  { annotations: { 'a b': '' } },
];

/** Kinds that are named in one of the ways there are. Those of others are in other tests. */
const NAMED = new Set([
  ...['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'ClusterRole', 'ClusterRoleBinding', 'EndpointSlice', 'Endpoints'],
  ...['HorizontalPodAutoscaler', 'IPAddress', 'Ingress', 'IngressClass', 'Lease', 'LimitRange', 'Node'],
  ...['PersistentVolume', 'PersistentVolumeClaim', 'PriorityClass', 'ResourceQuota', 'Role', 'RoleBinding'],
  ...['ServiceCIDR', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
]);

/** Of how many values of other forms one is tried. */
const FORMS_STEP = runs({ usual: 37, long: 1 });

const objects = objectsOfKinds().filter(({ kind }) => NAMED.has(String(kind)));

/** One object of each kind. */
const examples = Array.from(
  groupBy(objects, ({ apiVersion, kind }) => [`${apiVersion} ${kind}`]),
  ([, [first]]) => first ?? {},
);

function named(object: Fields): readonly Fields[] {
  const all = [
    ...[...NAMES, ...LONG_NAMES].map((name) => ({ name })),
    ...BEGINNINGS.map((generateName) => ({ generateName })),
  ];
  return all.map((metadata) => ({ ...object, metadata }));
}

describe.skipIf(skipped !== undefined)('what the rules say of objects that no single change of a field makes', () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
  }, START);
  afterAll(() => server?.stop(), START);

  async function isTaken(object: Fields): Promise<boolean> {
    const { status } = await askServer(server, object);
    return status === 201;
  }

  /** The objects of whose metadata the rules say otherwise than the server. */
  async function differences(all: readonly Fields[]): Promise<readonly string[]> {
    const some = all.filter((_, index) => index % STEP === 0);
    const answers = await Promise.all(some.map(isTaken));
    const others = some.filter((object, index) => answers[index] !== (errorsOf(object).length === 0));
    return others.map(({ kind, metadata }) => `${kind} ${JSON.stringify(fieldsOf(metadata))}`);
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
    expect(await differences(examples.flatMap(named))).toEqual([]);
  });

  it('refuses other metadata of every kind that the server refuses, and no other', async () => {
    const changed = examples.flatMap((object) =>
      METADATA.map((more) => ({ ...object, metadata: { ...fieldsOf(object.metadata), ...more } })),
    );
    expect(await differences(changed)).toEqual([]);
  });

  it('refuses the values of other forms that the server refuses, and no others', async () => {
    const some = [...otherFormsOf(objects)].filter((_, index) => index % FORMS_STEP === 0);
    const answers = await Promise.all(some.map(({ object }) => isTaken(object)));
    const others = some.filter(({ object }, index) => answers[index] !== (errorsOf(object).length === 0));
    expect(others.map(({ what }) => what)).toEqual([]);
  });
});
