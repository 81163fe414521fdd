import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const fieldsOf = (fields: object) =>
  violatingFields('runtime-class', {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'gvisor' },
    handler: 'runsc',
    ...fields,
  });

describe('a RuntimeClass', () => {
  it('asks for resources as a container does', () => {
    expect(fieldsOf({ overhead: { podFixed: { cpu: '250m', memory: '64Mi' } } })).toEqual([]);
    expect(fieldsOf({ overhead: { podFixed: { cpus: '250m', memory: '-1' } } })).toEqual([
      'overhead.podFixed.cpus',
      'overhead.podFixed.memory',
    ]);
  });

  it('selects nodes by labels', () => {
    expect(fieldsOf({ scheduling: { nodeSelector: { runtime: 'g visor' } } })).toEqual([
      'scheduling.nodeSelector.runtime',
    ]);
  });

  it('tolerates taints, each once', () => {
    const taint = { key: 'runtime', operator: 'Exists' };
    expect(fieldsOf({ scheduling: { tolerations: [taint, { operator: 'Equal' }, taint] } })).toEqual([
      'scheduling.tolerations[1].operator',
      'scheduling.tolerations[2]',
    ]);
  });
});
