import { describe, expect, it } from 'vitest';
import { applySetOf } from './apply-set.ts';
import { dataOf, deletionSteps } from './deletion-order.ts';
import { leftOver } from './left-over.ts';
import type { Member } from './list-members.ts';

const STACK = { stack: 'shop', environment: 'staging', namespace: 'default' };
const GROUPS = new Map(
  Object.entries({
    Deployment: 'apps',
    StatefulSet: 'apps',
    HorizontalPodAutoscaler: 'autoscaling',
    Widget: 'example.com',
  }),
);

function member(service: string | undefined, kind: string, name = service ?? 'stack', spec: object = {}): Member {
  const group = GROUPS.get(kind) ?? '';
  const isOfCluster = kind === 'Namespace' || kind === 'PersistentVolume';
  const reference = { group, kind, name, ...(isOfCluster ? {} : { namespace: service ?? 'default' }) };
  const metadata = { name, uid: `${service} ${kind} ${name}`, resourceVersion: '1' };
  const apiVersion = group === '' ? 'v1' : `${group}/v1`;
  return { set: applySetOf(STACK, service), reference, object: { apiVersion, kind, metadata, spec } };
}

const titlesOf = (steps: readonly (readonly Member[])[]) =>
  steps.map((step) => step.map(({ set, reference }) => `${reference.kind} of ${set.service}`));

describe('the order in which objects are deleted', () => {
  it('is the reverse of the start order, and within a service what calls it first, and what its pods need last', () => {
    const kinds = [
      'ServiceAccount',
      'Secret',
      'Service',
      'Widget',
      'Deployment',
      'HorizontalPodAutoscaler',
      'HTTPRoute',
    ];
    const members = ['database', 'web'].flatMap((service) => kinds.map((kind) => member(service, kind)));
    const expected = ['web', 'database'].flatMap((service) =>
      ['HTTPRoute', 'HorizontalPodAutoscaler', 'Deployment', 'Service', 'Widget', 'Secret', 'ServiceAccount'].map(
        (kind) => [`${kind} of ${service}`],
      ),
    );
    expect(titlesOf(deletionSteps(members, ['database', 'web']))).toEqual(expected);
  });

  it('begins with services that left the map, ends with the whole stack, and then what may hold objects of several', () => {
    const members = [
      member('web', 'Namespace'),
      member(undefined, 'ConfigMap'),
      member('web', 'Service'),
      member('gone', 'Service'),
      member('gone', 'PersistentVolumeClaim'),
    ];
    expect(titlesOf(deletionSteps(members, ['web']))).toEqual([
      ['Service of gone'],
      ['Service of web'],
      ['ConfigMap of undefined'],
      ['PersistentVolumeClaim of gone'],
      ['Namespace of web'],
    ]);
  });
});

describe('data', () => {
  it('is lost with a namespace, a claim, a volume, and a set that deletes its claims', () => {
    const retention = (whenDeleted: string) => ({ persistentVolumeClaimRetentionPolicy: { whenDeleted } });
    expect(dataOf(member('web', 'Namespace'))).toContain('all that is in it');
    expect(dataOf(member('web', 'PersistentVolumeClaim'))).toContain('its volume');
    expect(dataOf(member('web', 'StatefulSet', 'web', retention('Delete')))).toContain('its claims');
    expect(dataOf(member('web', 'StatefulSet', 'web', retention('Retain')))).toBeUndefined();
    expect(dataOf(member('web', 'Deployment'))).toBeUndefined();
  });
});

describe('what is left over', () => {
  const wantedOf = ({ reference: { kind, name, namespace }, object: { apiVersion } }: Member, version = apiVersion) => {
    const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
    return { apiVersion: version, kind, metadata };
  };

  it('is what no service of the environment has, whichever version it has, and whichever service has it now', () => {
    const [kept, moved, gone] = [member('web', 'Deployment'), member('web', 'Secret'), member('web', 'Service')];
    const wanted = [wantedOf(kept, 'apps/v1beta2'), wantedOf(moved)];
    expect(leftOver([kept, moved, gone], { wanted })).toEqual([gone]);
  });

  it('is never a custom resource that the build has without a namespace', () => {
    const widget = member('web', 'Widget');
    const metadata = { name: 'web' };
    expect(leftOver([widget], { wanted: [{ apiVersion: 'example.com/v1', kind: 'Widget', metadata }] })).toEqual([]);
  });

  it('is only that of the services that are deployed', () => {
    const members = [member('web', 'Service'), member('gone', 'Service'), member(undefined, 'Service')];
    expect(leftOver(members, { wanted: [], services: new Set(['web']) })).toEqual([members[0]]);
    expect(leftOver(members, { wanted: [] })).toEqual(members);
  });
});
