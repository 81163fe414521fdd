import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const fieldsOf = (spec: object, name = 'shop') =>
  violatingFields('priority-level-configuration', {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
    kind: 'PriorityLevelConfiguration',
    metadata: { name },
    spec,
  });
const limited = (limitResponse: object) => fieldsOf({ type: 'Limited', limited: { limitResponse } });
const queuing = 'spec.limited.limitResponse.queuing';

describe('a PriorityLevelConfiguration', () => {
  it('limits requests, but for the one that is exempt', () => {
    expect(fieldsOf({ type: 'Exempt' })).toEqual(['spec.type']);
    expect(fieldsOf({ type: 'Exempt' }, 'exempt')).toEqual([]);
    expect(fieldsOf({ type: 'Exempt', limited: {} }, 'exempt')).toEqual(['spec.limited']);
    expect(fieldsOf({ type: 'Limited' })).toEqual(['spec.limited']);
  });

  it('has queues if it queues what it limits', () => {
    expect(limited({ type: 'Reject' })).toEqual([]);
    expect(limited({ type: 'Reject', queuing: {} })).toEqual([queuing]);
    expect(limited({ type: 'Queue' })).toEqual([queuing]);
    expect(limited({ type: 'Queue', queuing: {} })).toEqual([]);
  });

  it('chooses of the queues that there are, and of not too many', () => {
    expect(limited({ type: 'Queue', queuing: { queues: 4, handSize: 5 } })).toEqual([`${queuing}.handSize`]);
    expect(limited({ type: 'Queue', queuing: { queues: 512, handSize: 8 } })).toEqual([`${queuing}.handSize`]);
    expect(limited({ type: 'Queue', queuing: { queues: 128, handSize: 8 } })).toEqual([]);
  });
});
