import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const exactly = { deviceClassName: 'gpu.example.com' };
const requests = [
  { name: 'gpu', exactly },
  { name: 'any', firstAvailable: [{ name: 'small', deviceClassName: 'small' }] },
];

const fieldsOf = (devices: object) =>
  violatingFields('device-claim', {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceClaim',
    metadata: { name: 'gpu' },
    spec: { devices: { requests, ...devices } },
  }).map((field) => field?.replace('spec.devices.', ''));

describe('a claim of devices', () => {
  it('says exactly which device a request is for, or lists alternatives', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ requests: [{ name: 'gpu' }] })).toEqual(['requests[0]']);
    expect(fieldsOf({ requests: [{ ...requests[1], exactly }] })).toEqual(['requests[0]']);
  });

  it('counts devices if it is not for all', () => {
    expect(fieldsOf({ requests: [{ name: 'gpu', exactly: { ...exactly, allocationMode: 'All', count: 1 } }] })).toEqual(
      ['requests[0].exactly.count'],
    );
  });

  it('configures requests of its own, and their alternatives', () => {
    const config = (...names: readonly string[]) =>
      fieldsOf({ config: [{ requests: names, opaque: { driver: 'gpu.example.com', parameters: {} } }] });
    expect(config('gpu', 'any', 'any/small')).toEqual([]);
    expect(config('gpus', 'any/large', '')).toHaveLength(3);
  });

  it('compares an attribute with its domain', () => {
    const comparing = (matchAttribute?: string) => fieldsOf({ constraints: [{ matchAttribute }] });
    expect(comparing('gpu.example.com/numa')).toEqual([]);
    expect(comparing('numa')).toEqual(['constraints[0].matchAttribute']);
    expect(comparing()).toEqual(['constraints[0].matchAttribute']);
  });

  it('has 32 requests at most', () => {
    const many = Array.from({ length: 33 }, (_, index) => ({ name: `r${index}`, exactly }));
    expect(fieldsOf({ requests: many })).toEqual(['requests']);
  });
});
