import { secret } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { sealedSecret } from './index.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const madeBy = 'SealedSecret';
const signing = secret({ name: 'signing', why: 'sign', keys: ['key', 'salt'], madeBy });
const registry = secret({ name: 'registry', why: 'pull images', type: 'kubernetes.io/dockerconfigjson', madeBy });
const fixed = secret({ name: 'fixed', why: 'sign', keys: ['key'], naming: 'fixed', madeBy });
const provided = secret({ name: 'provided', why: 'sign', keys: ['key'] });
const env = serviceOf({ otherSecrets: [signing, registry, fixed, provided] });

describe('a SealedSecret', () => {
  it('has the name and the keys that its Secret is declared with', () => {
    expect(sealedSecret(env, { secret: signing, encryptedData: { key: 'AgA', salt: 'AgB' } })).toEqual({
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'signing', labels: { ...ORDERS, 'app.kubernetes.io/component': 'secrets' } },
      spec: { encryptedData: { key: 'AgA', salt: 'AgB' } },
    });
  });

  it('makes a Secret of the declared type', () => {
    const made = sealedSecret(env, { secret: registry, encryptedData: { '.dockerconfigjson': 'AgA' } });
    expect(made.spec.template).toEqual({ type: 'kubernetes.io/dockerconfigjson' });
  });

  it.each([
    ['with a key too few', signing, { key: 'AgA' }, /spec\.encryptedData\n.*"key"\.\n.*"key", "salt"\.$/],
    ['with another key', signing, { key: 'AgA', salz: 'AgB', salt: 'AgC' }, /"salz".*\n.*declared with/],
    ['of a fixed name, which would have the suffix', fixed, { key: 'AgA' }, /metadata\.name\n.*fixed-staging.*"fixed"/],
    ['of a Secret that others provide', provided, { key: 'AgA' }, /provided by others\.\n.*madeBy: 'SealedSecret'/],
  ])('is refused %s', (_, declared, encryptedData, message) => {
    const wrong = () => sealedSecret(env, { secret: declared, encryptedData });
    expect(wrong).toThrow(message);
    expect(wrong).toThrow(/^orders › staging › SealedSecret/);
    expect(wrong).not.toThrow('AgA');
  });
});
