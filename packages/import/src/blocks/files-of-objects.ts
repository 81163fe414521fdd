import type { ObjectReference } from '@k8s-blocks/manifest';
import type { Contract } from '@k8s-blocks/topology';

/** A file of a kustomization. */
export type FileName = `${string}.yaml`;

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

/** Kinds of which each workload has its own file. */
const OF_WORKLOADS = ['pdb', 'networkpolicy'];

/** The file of a kustomization that holds an object: `configmap.yaml`, `pdb-worker.yaml` of another workload than the main one. */
export function fileOf({ kind, name }: ObjectReference, { workloads }: Pick<Contract, 'workloads'>): FileName {
  const file = FILES[kind] ?? kind.toLowerCase().replace(/[^a-z0-9]/g, '');
  const other = OF_WORKLOADS.includes(file) ? Object.values(workloads).find((each) => each.name === name) : undefined;
  if (other?.key !== undefined) return `${file}-${other.key}.yaml`;
  return `${file === '' || file === 'kustomization' ? 'objects' : file}.yaml`;
}

/** Files in the order in which a kustomization lists them. */
export function inFileOrder(files: Iterable<FileName>): FileName[] {
  const rankOf = (file: string) => {
    const [name = ''] = file.slice(0, -'.yaml'.length).split('-');
    if (ORDER.includes(name)) return ORDER.indexOf(name) - ORDER.length;
    return LAST.includes(name) ? LAST.indexOf(name) + 1 : 0;
  };
  return [...files].sort((one, other) => rankOf(one) - rankOf(other));
}
