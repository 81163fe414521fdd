import { describe, expect, it } from 'vitest';
import { core, violatingFields } from '../testing.ts';

describe('a Secret of a type', () => {
  it('for TLS holds a certificate and a key', () => {
    expect(
      violatingFields('secret-type', core('Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': '' } })),
    ).toEqual(['data["tls.key"]']);
  });

  it('for an image registry holds JSON', () => {
    expect(
      violatingFields(
        'secret-type',
        core('Secret', { type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '{' } }),
      ),
    ).toEqual(['data[".dockerconfigjson"]']);
  });

  it('for a password holds a name or a password', () => {
    expect(violatingFields('secret-type', core('Secret', { type: 'kubernetes.io/basic-auth' }))).toEqual([
      'data.password',
    ]);
  });

  it('for SSH holds a key that is not empty', () => {
    expect(
      violatingFields(
        'secret-type',
        core('Secret', { type: 'kubernetes.io/ssh-auth', data: { 'ssh-privatekey': '' } }),
      ),
    ).toEqual(['data.ssh-privatekey']);
  });

  it('for a ServiceAccount names it', () => {
    expect(violatingFields('secret-type', core('Secret', { type: 'kubernetes.io/service-account-token' }))).toEqual([
      'metadata.annotations["kubernetes.io/service-account.name"]',
    ]);
  });

  it('of a type of its own may hold anything', () => {
    expect(violatingFields('secret-type', core('Secret', { type: 'example.com/mine' }))).toEqual([]);
  });
});
