import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySetId, applySetOf } from './apply-set.ts';
import { contentsOf, fromAnnotations, toAnnotations, union } from './contents.ts';
import { parentOf, storedSet } from './parent.ts';

const STACK = { stack: 'shop', environment: 'staging', namespace: 'default' };

const object = (apiVersion: string, kind: string, name: string, namespace?: string) => {
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion, kind, metadata };
};

describe('the id of an ApplySet', () => {
  // The example of the label, https://kubernetes.io/docs/reference/labels-annotations-taints/#applyset-kubernetes-io-id
  it('is the one that Kubernetes documents and kubectl computes', () => {
    expect(applySetId({ name: 'my-set', namespace: 'test', kind: 'Secret', group: '' })).toBe(
      'applyset-0eFHV8ySqp7XoShsGvyWFQD3s96yqwHmzc4e0HR1dsY-v1',
    );
  });

  it('is another one for each service, environment, stack and namespace, and a valid label', () => {
    const ids = [
      applySetOf(STACK, 'payments'),
      applySetOf(STACK, undefined),
      applySetOf({ ...STACK, environment: 'production' }, 'payments'),
      applySetOf({ ...STACK, stack: 'other' }, 'payments'),
      applySetOf({ ...STACK, namespace: 'deployments' }, 'payments'),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9][\w-]{0,61}[A-Za-z0-9]$/);
  });
});

describe('the contents of an ApplySet', () => {
  it('are sorted annotations, of which one is without the namespace of the parent', () => {
    const contents = contentsOf([
      object('v1', 'Service', 'web', 'shop'),
      object('apps/v1', 'Deployment', 'web', 'shop'),
      object('v1', 'Service', 'other', 'default'),
      object('v1', 'ConfigMap', 'settings', 'billing'),
      object('v1', 'Namespace', 'shop'),
    ]);
    expect(toAnnotations(contents, 'default')).toEqual({
      'applyset.kubernetes.io/contains-group-kinds': 'ConfigMap,Deployment.apps,Namespace,Service',
      'applyset.kubernetes.io/additional-namespaces': 'billing,shop',
      'k8s-blocks/namespaces': 'billing,default,shop',
    });
  });

  it('include the namespace of a parent that another version has written', () => {
    const annotations = { 'applyset.kubernetes.io/additional-namespaces': 'shop' };
    expect(fromAnnotations(annotations, 'default')).toEqual({ groupKinds: [], namespaces: ['default', 'shop'] });
  });

  it('are read as they were written, and a union of any two includes both', () => {
    const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
    const kind = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,10}$/);
    const group = fc.oneof(
      fc.constant(''),
      fc.array(label, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.')),
    );
    const some = fc.record({
      groupKinds: fc.array(fc.record({ group, kind }), { maxLength: 5 }),
      namespaces: fc.array(label, { maxLength: 5 }),
    });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const both = union(one, other);
        expect(fromAnnotations(toAnnotations(both, 'default'), 'default')).toEqual(both);
        expect(union(both, one)).toEqual(both);
        expect(union(both, other)).toEqual(both);
      }),
    );
  });
});

describe('the parent of an ApplySet', () => {
  const set = applySetOf(STACK, 'payments');
  const stored = (change: object = {}) => {
    const parent = parentOf(set, contentsOf([object('v1', 'Service', 'payments', 'payments')]));
    const metadata = { ...parent.metadata, name: set.name, namespace: set.namespace, uid: '1', resourceVersion: '1' };
    return { ...parent, metadata: { ...metadata, ...change } };
  };

  it('is read as it was written', () => {
    expect(storedSet(stored(), STACK)).toMatchObject({
      set,
      contents: { groupKinds: [{ group: '', kind: 'Service' }], namespaces: ['payments'] },
    });
  });

  it.each([
    [
      'by kubectl',
      { annotations: { 'applyset.kubernetes.io/tooling': 'kubectl/v1.35' } },
      'another tool: "kubectl/v1.35"',
    ],
    ['by nobody', { annotations: {} }, 'it has no id or tooling'],
    ['by us, and was copied', { name: 'copy' }, 'it would be the inventory of "shop.staging.payments"'],
  ])('is refused if it was made %s', (_, change, problem) => {
    expect(() => storedSet(stored(change), STACK)).toThrow(problem);
  });

  it('is refused if its id is that of another object', () => {
    const labels = { 'applyset.kubernetes.io/id': applySetOf(STACK, 'other').id, 'k8s-blocks/service': 'payments' };
    expect(() => storedSet(stored({ labels }), STACK)).toThrow('Its id is not its own');
  });
});
