import type { ObjectReference } from '@k8s-blocks/manifest';

/** The files of kinds whose name is not that of the kind. */
const FILES: Readonly<Record<string, string>> = {
  PodDisruptionBudget: 'pdb',
  HorizontalPodAutoscaler: 'autoscaler',
  Role: 'rbac',
  RoleBinding: 'rbac',
  ClusterRole: 'rbac',
  ClusterRoleBinding: 'rbac',
  HTTPRoute: 'routes',
  Ingress: 'routes',
};

/** The order of files: what others need first. */
const ORDER = ['namespace', 'customresourcedefinition', 'serviceaccount', 'rbac', 'configmap', 'secret'];
const LAST = ['service', 'routes', 'autoscaler', 'pdb', 'networkpolicy'];

/** The file of a kustomization that holds objects of a kind: `configmap.yaml`. */
export function fileOf({ kind }: ObjectReference): `${string}.yaml` {
  const name = FILES[kind] ?? kind.toLowerCase().replace(/[^a-z0-9]/g, '');
  return `${name === '' || name === 'kustomization' ? 'objects' : name}.yaml`;
}

/** Files in the order in which a kustomization lists them. */
export function inFileOrder<File extends string>(files: Iterable<File>): File[] {
  const rankOf = (file: string) => {
    const name = file.slice(0, -'.yaml'.length);
    if (ORDER.includes(name)) return ORDER.indexOf(name) - ORDER.length;
    return LAST.includes(name) ? LAST.indexOf(name) + 1 : 0;
  };
  return [...files].sort((one, other) => rankOf(one) - rankOf(other));
}
