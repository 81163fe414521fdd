import { secret } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { certificate } from './index.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const tls = secret({ name: 'orders-tls', why: 'serve TLS', type: 'kubernetes.io/tls', madeBy: 'Certificate' });
const provided = secret({ name: 'old-tls', why: 'serve TLS', type: 'kubernetes.io/tls' });
const opaque = secret({ name: 'opaque', why: 'serve TLS', keys: ['tls.crt'], madeBy: 'Certificate' });
const env = serviceOf({ otherSecrets: [tls, provided, opaque] });
const issuer = { name: 'letsencrypt' };
const dnsNames = ['orders.example.com'];

describe('a Certificate', () => {
  it('makes a TLS Secret under the name by which manifests refer to it', () => {
    expect(certificate(env, { secret: tls, dnsNames, issuer })).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'orders-tls', labels: { ...ORDERS, 'app.kubernetes.io/component': 'secrets' } },
      spec: {
        secretName: 'orders-tls-staging',
        dnsNames,
        issuerRef: { name: 'letsencrypt', kind: 'ClusterIssuer', group: 'cert-manager.io' },
      },
    });
  });

  it('may be of an Issuer of the namespace', () => {
    const own = { name: env.nameOf('ca'), kind: 'Issuer' as const };
    expect(certificate(env, { secret: tls, dnsNames, issuer: own }).spec.issuerRef).toMatchObject({
      name: 'ca-staging',
      kind: 'Issuer',
    });
  });

  it('is refused for a Secret that is declared otherwise, and without names', () => {
    expect(() => certificate(env, { secret: provided, dnsNames, issuer })).toThrow(
      /^orders › staging › Certificate old-tls\n.*declared as provided by others\.\n.*madeBy: 'Certificate'/,
    );
    expect(() => certificate(env, { secret: opaque, dnsNames, issuer })).toThrow(
      /type Opaque\.\n.*kubernetes\.io\/tls/,
    );
    expect(() => certificate(env, { secret: tls, dnsNames: [], issuer })).toThrow(
      /spec\.dnsNames\n {2}It is for none\./,
    );
  });
});
