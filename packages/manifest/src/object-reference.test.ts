import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatObject, formatReference, isSameObject, keyOf, type ObjectReference, referenceOf } from './index.ts';

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } };

/** Two references of which the parts, one after the other, are the same text: joined carelessly, they would be equal. */
const separators = ['/', ' ', '"', ',', '","', 'a', '\u0000'];
const cuts = fc.array(fc.nat({ max: 6 }), { minLength: 3, maxLength: 3 });
const pair = fc
  .tuple(fc.array(fc.constantFrom(...separators), { maxLength: 6 }), cuts, cuts)
  .map(([parts, one, other]) => {
    return [referenceCutAt(parts, one), referenceCutAt(parts, other)] as const;
  });

function referenceCutAt(parts: readonly string[], cutsAt: readonly number[]): ObjectReference {
  const [first = 0, second = 0, third = 0] = cutsAt.toSorted((one, other) => one - other);
  const between = (start: number, end?: number) => parts.slice(start, end).join('');
  return {
    group: between(0, first),
    kind: between(first, second),
    namespace: between(second, third),
    name: between(third),
  };
}

describe('the reference to an object', () => {
  it('is its group, kind, namespace and name', () => {
    expect(referenceOf(deployment)).toEqual({ group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' });
    expect(referenceOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })).toEqual({
      group: '',
      kind: 'Namespace',
      name: 'shop',
    });
  });

  it('is the same in every version of its group', () => {
    const [stable, beta] = ['apps/v1', 'apps/v1beta2'].map((apiVersion) => referenceOf({ ...deployment, apiVersion }));
    expect(stable).toEqual(beta);
  });

  it('is in default where a kind of namespaces names none, and in none where a kind of the cluster names one', () => {
    expect(referenceOf({ ...deployment, metadata: { name: 'web' } })?.namespace).toBe('default');
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: deployment.metadata };
    expect(referenceOf(role)).not.toHaveProperty('namespace');
  });

  it('has no namespace where it is not known whether the kind has one', () => {
    const custom = { apiVersion: 'example.com/v1', kind: 'Deployment', metadata: { name: 'web' } };
    expect(referenceOf(custom)).toEqual({ group: 'example.com', kind: 'Deployment', name: 'web' });
  });

  it.each([
    ['text', 'Deployment'],
    ['null', null],
    ['a list', [deployment]],
    ['one without a kind', { ...deployment, kind: undefined }],
    ['one whose name is a number', { ...deployment, metadata: { name: 1 } }],
    ['one whose name is empty', { ...deployment, metadata: { name: '' } }],
    ['one that is to be given a name', { ...deployment, metadata: { generateName: 'web-' } }],
    ['one whose metadata are text', { ...deployment, metadata: 'web' }],
  ])('is not to be had of %s', (_, value) => {
    expect(referenceOf(value)).toBeUndefined();
  });
});

describe('the key of a reference', () => {
  it('is equal for references to the same object, and for no others', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        expect(keyOf(one) === keyOf(other)).toBe(isSameObject(one, other));
      }),
      { numRuns: 1000 },
    );
  });

  it('differs for two of one name in two namespaces', () => {
    const web = { group: 'apps', kind: 'Deployment', name: 'web' };
    expect(keyOf({ ...web, namespace: 'shop' })).not.toBe(keyOf({ ...web, namespace: 'blog' }));
  });

  it('takes an empty namespace for none', () => {
    const namespace = { group: '', kind: 'Namespace', name: 'shop' };
    expect(keyOf({ ...namespace, namespace: '' })).toBe(keyOf(namespace));
  });
});

describe('the text of a reference', () => {
  const web = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' };

  it('is kind and name, with the namespace where that is asked for', () => {
    expect(formatReference(web)).toBe('Deployment web');
    expect(formatReference(web, { withNamespace: true })).toBe('Deployment web in shop');
    expect(formatReference({ kind: 'Namespace', name: 'shop' }, { withNamespace: true })).toBe('Namespace shop');
  });

  it('is short whatever is in it', () => {
    expect(formatReference({ ...web, name: 'x'.repeat(1_000_000) })).toHaveLength(350);
  });
});

describe('what an object is called', () => {
  it.each([
    ['Deployment web', deployment],
    ['Deployment web-…', { ...deployment, metadata: { generateName: 'web-' } }],
    ['Deployment', { ...deployment, metadata: { name: 7 } }],
    ['document 3', { metadata: {} }],
    ['document 3', 'text'],
    ['document 3', undefined],
  ])('is %j', (name, object) => {
    expect(formatObject(object, 'document 3')).toBe(name);
  });
});
