import { expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const event = (namespace: string | undefined, fields: Fields) =>
  objectOf('v1', 'Event', { metadata: { name: 'started', namespace }, ...fields });
const found = (namespace: string | undefined, fields: Fields) => violationsOf('event', event(namespace, fields));
const pod = (namespace?: string) => ({ involvedObject: { kind: 'Pod', name: 'shop', namespace } });
const eventTime = '2026-01-31T12:00:00.000000Z';

it('is in the namespace of its object', () => {
  expect(judge(event('shop', pod('shop')))).toEqual([]);
  expect(judge(event('default', pod()))).toEqual([]);
  expect(found('shop', pod('default'))).toEqual(['involvedObject.namespace: FieldValueInvalid']);
  expect(found('shop', pod())).toEqual(['involvedObject.namespace: FieldValueInvalid']);
});

it('may be in any namespace where the manifest says none', () => {
  expect(judge(event(undefined, pod('shop')))).toEqual([]);
});

it('says who reports what, if it has an eventTime', () => {
  expect(found('shop', { ...pod('shop'), eventTime, reportingComponent: 'a b' })).toEqual([
    'action: FieldValueRequired',
    'reason: FieldValueRequired',
    'reportingInstance: FieldValueRequired',
    'reportingComponent: FieldValueInvalid',
  ]);
  const reported = { reportingComponent: 'example.com/a', reportingInstance: 'a', action: 'Start', reason: 'Started' };
  expect(judge(event('shop', { ...pod('shop'), eventTime, ...reported }))).toEqual([]);
  expect(found('shop', { ...pod('shop'), eventTime, ...reported, message: 'a'.repeat(1025) })).toEqual([
    'message: FieldValueInvalid',
  ]);
});
