import { describe, expect, it } from 'vitest';
import { findingsOf, violatingFields } from '../testing.ts';

function configuration(webhook: object = {}) {
  const client = { service: { name: 'validate', namespace: 'shop' } };
  const right = {
    name: 'pods.example.com',
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    clientConfig: client,
  };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'pods' },
    webhooks: [{ ...right, ...webhook }],
  };
}

const fieldsOf = (webhook: object) =>
  violatingFields('webhook', configuration(webhook)).map((field) => field?.replace('webhooks[0].', ''));

describe('a webhook', () => {
  it('is named in a domain', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ name: 'pods' })).toEqual(['name']);
    expect(fieldsOf({ name: 'Pods.example.com' })).toEqual(['name']);
  });

  it('has no side effects in a dry run', () => {
    expect(findingsOf('webhook', configuration({ sideEffects: 'Some' }))[0]?.problem).toBe(
      '"Some" is not one of "None", "NoneOnDryRun".',
    );
  });

  it('understands a version that the API server sends', () => {
    expect(fieldsOf({ admissionReviewVersions: ['v2'] })).toEqual(['admissionReviewVersions']);
  });

  it('is reached by a Service or by a URL', () => {
    const service = { name: 'validate', namespace: 'shop' };
    expect(fieldsOf({ clientConfig: {} })).toEqual(['clientConfig']);
    expect(fieldsOf({ clientConfig: { service, url: 'https://example.com' } })).toEqual(['clientConfig']);
  });

  it.each([
    'https://example.com',
    'https://example.com:8443/a?',
    'https://[::1]/a',
    'HTTPS://example.com/%20',
    'https://exämple.com',
  ])('may be reached at %s', (url) => expect(fieldsOf({ clientConfig: { url } })).toEqual([]));

  it.each([
    'http://example.com',
    'https:///a',
    'https://user@example.com',
    'https://example.com/#a',
    'https://example.com?a=b',
    'https://example.com/%zz',
    'https://example.com:a/',
    'https://exam ple.com',
    'https://exam^ple.com',
    'https://[::1',
    '//example.com',
    'example.com',
  ])('cannot be reached at %s', (url) => expect(fieldsOf({ clientConfig: { url } })).toEqual(['clientConfig.url']));

  it('is at a path of DNS subdomains', () => {
    const at = (path: string) => fieldsOf({ clientConfig: { service: { name: 'validate', namespace: 'shop', path } } });
    expect(at('/validate/pods.v1/')).toEqual([]);
    expect(at('validate')).toEqual(['clientConfig.service.path']);
    expect(at('/a//b')).toEqual(['clientConfig.service.path']);
    expect(at('/Validate')).toEqual(['clientConfig.service.path']);
  });
});
