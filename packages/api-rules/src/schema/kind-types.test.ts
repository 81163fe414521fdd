import { servedKinds } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { kindStruct } from './kind-types.ts';

const API_VERSIONS = [
  'v1',
  'admissionregistration.k8s.io/v1',
  'apps/v1',
  'autoscaling/v2',
  'batch/v1',
  'flowcontrol.apiserver.k8s.io/v1',
  'internal.apiserver.k8s.io/v1alpha1',
  'networking.k8s.io/v1',
  'rbac.authorization.k8s.io/v1',
  'resource.k8s.io/v1beta2',
];

describe('the tables of the documents of Kubernetes', () => {
  it.each(API_VERSIONS)('have the fields of the kinds of %s', (apiVersion) => {
    const kinds = servedKinds(apiVersion) ?? [];
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.filter((kind) => kindStruct(apiVersion, kind)?.fields.has('metadata') !== true)).toEqual([]);
  });

  it('have no kinds of others', () => {
    expect(kindStruct('gateway.networking.k8s.io/v1', 'Gateway')).toBeUndefined();
    expect(kindStruct('v1', 'List')).toBeUndefined();
  });

  it('say what is required, what tells entries apart, and which values an enumeration has', () => {
    const ports = kindStruct('v1', 'Service')?.fields.get('spec')?.type;
    const list = ports?.is === 'struct' ? ports.struct.fields.get('ports')?.type : undefined;
    expect(list).toMatchObject({ is: 'list', keys: ['port', 'protocol'] });
    const entry = list?.is === 'list' && list.of.is === 'struct' ? list.of.struct.fields : undefined;
    expect(entry?.get('port')).toEqual({ type: { is: 'scalar', scalar: 'int32' }, required: true });
    expect(entry?.get('protocol')).toEqual({
      type: { is: 'scalar', scalar: 'string', values: ['SCTP', 'TCP', 'UDP'] },
      fallback: 'TCP',
    });
  });
});
