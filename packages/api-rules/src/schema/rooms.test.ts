import { findKind } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { API_VERSIONS, KINDS } from '../kinds.ts';
import { kindStruct } from './rooms.ts';
import { type Field, type Struct, structOf, type ValueType } from './schema.ts';

/** A type as text, without what only the tables of the documents know. */
function textOf(type: ValueType): string {
  if (type.is === 'scalar') return type.scalar;
  if (type.is === 'struct') return type.struct.name;
  return type.is === 'list' ? `[${textOf(type.of)}]` : `{${textOf(type.of)}}`;
}

const fieldText = ({ type, onlyIn = '' }: Field) => `${textOf(type)} ${onlyIn}`.trim();
const fieldsOf = ({ fields }: Struct) =>
  Object.fromEntries([...fields].map(([name, field]) => [name, fieldText(field)]));

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

describe('the tables of the documents of Kubernetes', () => {
  it.each(KINDS)('have what the table written by hand has of %s', (kind) => {
    const struct = kindStruct(API_VERSIONS[kind], kind);
    const found = struct === undefined ? new Map<string, Struct>() : structsIn(struct);
    const byHand = structsIn(structOf(kind));
    expect([...found.keys()].sort()).toEqual([...byHand.keys()].sort());
    for (const [name, type] of found) {
      expect([name, fieldsOf(type)]).toEqual([name, fieldsOf(structOf(name))]);
    }
  });

  it('have kinds of every group, with the fields of all of their types', () => {
    const kinds = [
      ['v1', 'Node'],
      ['batch/v1', 'CronJob'],
      ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
      ['internal.apiserver.k8s.io/v1alpha1', 'StorageVersion'],
      ['gateway.networking.k8s.io/v1', 'Gateway'],
    ] as const;
    const there = kinds.filter(([apiVersion, kind]) => kindStruct(apiVersion, kind)?.fields.has('metadata') === true);
    expect(there.map(([, kind]) => kind)).toEqual(['Node', 'CronJob', 'ClusterRole', 'StorageVersion']);
    expect(findKind({ group: 'batch', kind: 'CronJob' })).toBeDefined();
  });
});
