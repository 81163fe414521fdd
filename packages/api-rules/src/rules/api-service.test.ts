import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const fieldsOf = (spec: object, name = 'v1.example.com') =>
  violatingFields('api-service', {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name },
    spec: { group: 'example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 10, ...spec },
  });

describe('an APIService', () => {
  it('is named after its version and group', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({}, 'v1beta1.example.com')).toEqual(['metadata.name']);
    expect(fieldsOf({ group: '' }, 'v1.')).toEqual([]);
    expect(fieldsOf({ group: '', version: 'v2' }, 'v2.')).toEqual(['spec.group']);
  });

  it('says how the certificate is checked if it has a Service, and in one way', () => {
    const service = { name: 'metrics', namespace: 'kube-system' };
    expect(fieldsOf({ service, insecureSkipTLSVerify: true })).toEqual([]);
    expect(fieldsOf({ insecureSkipTLSVerify: true })).toEqual(['spec.insecureSkipTLSVerify']);
    expect(fieldsOf({ caBundle: 'YQ==' })).toEqual(['spec.caBundle']);
    expect(fieldsOf({ service, caBundle: 'YQ==', insecureSkipTLSVerify: true })).toEqual([
      'spec.insecureSkipTLSVerify',
    ]);
  });
});
