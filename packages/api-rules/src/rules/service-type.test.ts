import { describe, expect, it } from 'vitest';
import { service, violatingFields } from '../testing.ts';

describe('the type of a Service', () => {
  it('exists', () => {
    expect(violatingFields('service-type', service({ type: 'Internal' }))).toEqual(['spec.type']);
  });

  it('needs an address unless it is "ClusterIP"', () => {
    expect(violatingFields('service-type', service({ type: 'NodePort', clusterIP: 'None' }))).toEqual([
      'spec.clusterIP',
    ]);
  });

  it('"ExternalName" names a host, and has no address', () => {
    expect(violatingFields('service-type', service({ type: 'ExternalName', clusterIP: 'None' }))).toEqual([
      'spec.externalName',
      'spec.clusterIP',
    ]);
  });
});
