import { describe, expect, it } from 'vitest';
import { judge, violatingFields } from '../testing.ts';

const runtimeClass = (metadata: object) => ({
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata,
  handler: 'runsc',
});
const fieldsOf = (metadata: object) => violatingFields('object-name', runtimeClass(metadata));

describe('the name of what extends or guards the API', () => {
  it('is a DNS subdomain', () => {
    expect(fieldsOf({ name: 'g.visor' })).toEqual([]);
    expect(fieldsOf({ name: 'gVisor' })).toEqual(['metadata.name']);
  });

  it('is said once to be wrong', () => {
    expect(judge(runtimeClass({ name: 'a/b' }))).toHaveLength(1);
    expect(judge(runtimeClass({}))).toHaveLength(1);
  });

  it('may be generated from what it begins with', () => {
    expect(fieldsOf({ generateName: 'gvisor-' })).toEqual([]);
    expect(fieldsOf({ generateName: 'gVisor-' })).toEqual(['metadata.generateName']);
  });
});
