const words = (text: string): readonly string[] => text.split(' ');

/**
 * The kinds that Kubernetes 1.35 and 1.36 serve in the API versions of the kinds that are judged in full, so that a
 * misspelt kind is told from a custom one.
 * See https://kubernetes.io/docs/reference/kubernetes-api/.
 */
export const servedKinds: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'v1',
    words(
      'Binding ComponentStatus ConfigMap Endpoints Event LimitRange List Namespace Node PersistentVolume ' +
        'PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
    ),
  ],
  ['apps/v1', words('ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet')],
  ['policy/v1', words('Eviction PodDisruptionBudget')],
  ['networking.k8s.io/v1', words('IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR')],
]);
