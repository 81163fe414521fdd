import { describe, expect, it } from 'vitest';
import { found, messagesOf, object, shop, shopWith, shopWithout } from '../testing.ts';

describe('an object for pods', () => {
  it('that no pod uses is reported', () => {
    expect(found('unused-object', shopWith('Deployment shop', 'pod.containers.0.envFrom', []))).toEqual([
      'ConfigMap settings in mall',
    ]);
  });
  it('has no key that no pod uses', () => {
    const objects = shopWith('Secret keys', 'stringData', { TOKEN: 'x', OLD: 'x' });
    expect(found('unused-object', objects)).toEqual(['Secret keys in mall']);
  });
  it('is also a ServiceAccount', () => {
    expect(found('unused-object', shopWith('Deployment shop', 'pod.serviceAccountName', undefined))).toEqual([
      'ServiceAccount shop in mall',
    ]);
  });
  it('is also a Secret that is provided', () => {
    const providedSecrets = [{ namespace: 'mall', name: 'keys', keys: ['TOKEN', 'OLD'] }];
    expect(found('unused-object', shopWithout('Secret keys'), { providedSecrets })).toEqual(['Secret keys in mall']);
  });

  describe('is used', () => {
    const secret = object('v1', 'Secret', 'mall', 'extra', { stringData: { a: 'b' } });
    const account = object('v1', 'ServiceAccount', 'mall', 'extra');
    const tls = { tls: [{ secretName: 'extra' }] };
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' };
    const subjects = [{ kind: 'ServiceAccount', name: 'extra', namespace: 'mall' }];
    it.each<[string, readonly unknown[]]>([
      ['by the tls of an Ingress', [secret, object('networking.k8s.io/v1', 'Ingress', 'mall', 'web', { spec: tls })]],
      [
        'by a ServiceAccount that pulls images with it',
        [secret, ...shopWith('ServiceAccount shop', 'imagePullSecrets', [{ name: 'extra' }])],
      ],
      [
        'by a custom resource',
        [secret, object('example.com/v1', 'Database', 'mall', 'db', { spec: { login: { name: 'extra' } } })],
      ],
      [
        'by what it is bound to',
        [account, object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'mall', 'b', { roleRef, subjects })],
      ],
      [
        'by a custom resource that runs as it',
        [
          account,
          object('monitoring.coreos.com/v1', 'Prometheus', 'mall', 'p', { spec: { serviceAccountName: 'extra' } }),
        ],
      ],
      [
        'as a token, by whoever reads it',
        [object('v1', 'Secret', 'mall', 'extra', { type: 'kubernetes.io/service-account-token' })],
      ],
    ])('%s', (_, objects) => {
      const isShop = objects.length > 2;
      expect(found('unused-object', [...(isShop ? [] : shop), ...objects])).toEqual([]);
    });
    it('by pods that name it by the old field', () => {
      const old = shopWith(
        'Deployment shop',
        'pod.serviceAccount',
        'shop',
        shopWith('Deployment shop', 'pod.serviceAccountName', undefined),
      );
      expect(found('unused-object', old)).toEqual([]);
    });
    it('not by a custom resource of another namespace, nor by one of its name', () => {
      const elsewhere = object('example.com/v1', 'Database', 'bank', 'db', { spec: { login: 'extra' } });
      const named = object('example.com/v1', 'Database', 'mall', 'extra');
      expect(found('unused-object', [...shop, secret, elsewhere, named])).toEqual(['Secret extra in mall']);
    });
  });

  it('is a notice without a map, where a controller may read it itself', () => {
    const undeclared = { connections: undefined } as object;
    const severityOf = (...objects: typeof shop) =>
      messagesOf('unused-object', [...shop, ...objects], undeclared).map((each) => each.split(':')[0]);
    const own = object('v1', 'ConfigMap', 'mall', 'controller');
    expect(severityOf(own)).toEqual(['warning']);
    const container = { name: 'main', args: ['--configmap=$(POD_NAMESPACE)/controller'] };
    expect(severityOf(own, object('v1', 'Pod', 'mall', 'other', { spec: { containers: [container] } }))).toEqual([
      'notice',
    ]);
    const rbac = 'rbac.authorization.k8s.io/v1';
    const rules = [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'watch'] }];
    const role = object(rbac, 'Role', 'mall', 'controller', { rules });
    const binding = object(rbac, 'RoleBinding', 'mall', 'controller', {
      roleRef: { kind: 'Role', name: 'controller' },
    });
    expect(severityOf(own, role, binding)).toEqual(['notice']);
  });
});
