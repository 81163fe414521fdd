import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const pem = (body: string) =>
  Buffer.from(`-----BEGIN CERTIFICATE REQUEST-----\n${body}\n-----END CERTIFICATE REQUEST-----\n`).toString('base64');

const fieldsOf = (spec: object) =>
  violatingFields('certificate-signing-request', {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name: 'shop' },
    spec: { signerName: 'example.com/signer', usages: ['client auth'], request: pem('MIIBSzCBtQ'), ...spec },
  });

describe('a CertificateSigningRequest', () => {
  it('names its signer with a domain', () => {
    expect(fieldsOf({})).toEqual([]);
    for (const signerName of ['signer', 'example/signer', 'Example.com/signer', 'example.com/']) {
      expect(fieldsOf({ signerName })).toEqual(['spec.signerName']);
    }
  });

  it('holds a request in the form of PEM', () => {
    expect(fieldsOf({ request: 'bm8gcmVxdWVzdA==' })).toEqual(['spec.request']);
    expect(fieldsOf({ request: pem('no base64!') })).toEqual(['spec.request']);
  });
});
