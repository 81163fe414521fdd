import { describe, expect, it } from 'vitest';
import { removalCommands } from './removal-commands.ts';

const object = (apiVersion: string, kind: string, name: string, namespace?: string) => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

describe('the commands that take a preview away', () => {
  it('delete its namespaces, with all that is in them', () => {
    const objects = [
      object('v1', 'Namespace', 'shop-pr-42'),
      object('v1', 'ConfigMap', 'shop', 'shop-pr-42'),
      object('v1', 'Namespace', 'mail-pr-42'),
      object('apps/v1', 'Deployment', 'mail', 'mail-pr-42'),
    ];
    expect(removalCommands(objects)).toEqual(['kubectl delete namespace shop-pr-42 mail-pr-42']);
  });

  it('name what is of the whole cluster, or in namespaces of others', () => {
    const objects = [
      object('v1', 'Namespace', 'shop-pr-42'),
      object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'shop-pr-42'),
      object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'shop-pr-42'),
      object('v1', 'ConfigMap', 'dashboard-pr-42', 'monitoring'),
    ];
    expect(removalCommands(objects)).toEqual([
      'kubectl delete namespace shop-pr-42',
      'kubectl delete clusterrole.rbac.authorization.k8s.io/shop-pr-42 clusterrolebinding.rbac.authorization.k8s.io/shop-pr-42',
      'kubectl -n monitoring delete configmap/dashboard-pr-42',
    ]);
  });

  it('say nothing else to a shell, whatever a name is', () => {
    const name = "it's $(reboot)";
    expect(removalCommands([object('rbac.authorization.k8s.io/v1', 'ClusterRole', name)])).toEqual([
      `kubectl delete 'clusterrole.rbac.authorization.k8s.io/it'\\''s $(reboot)'`,
    ]);
  });
});
