import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const fieldsOf = (fields: object, metadata: object = {}) =>
  violatingFields('event-report', {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name: 'started', ...metadata },
    eventTime: '2026-01-31T12:00:00.000000Z',
    reportingController: 'example.com/controller',
    reportingInstance: 'a',
    action: 'Start',
    reason: 'Started',
    type: 'Normal',
    ...fields,
  });

describe('an Event', () => {
  it('is normal, or a warning', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ type: 'Error' })).toEqual(['type']);
  });

  it('is short', () => {
    expect(fieldsOf({ note: 'a'.repeat(1025), action: 'ä'.repeat(65) })).toEqual(['action', 'note']);
  });

  it('is in the namespace "default" if it regards an object without one', () => {
    expect(fieldsOf({ regarding: { kind: 'Node', name: 'a' } }, { namespace: 'shop' })).toEqual([
      'regarding.namespace',
    ]);
    expect(fieldsOf({ regarding: { kind: 'Pod', namespace: 'shop' } }, { namespace: 'shop' })).toEqual([]);
  });

  it('has no fields of older versions', () => {
    expect(fieldsOf({ deprecatedCount: 1, deprecatedSource: { component: 'a' } })).toEqual([
      'deprecatedCount',
      'deprecatedSource',
    ]);
  });
});
