/**
 * The DNS pods of a cluster and their ports. CoreDNS has the label `k8s-app: kube-dns`, as kube-dns had. Both protocols: a
 * query whose answer is too long for UDP is repeated over TCP.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export const CLUSTER_DNS = {
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  ports: [
    { number: 53, protocol: 'UDP' },
    { number: 53, protocol: 'TCP' },
  ],
} as const;

/**
 * The domain in which the names of Services end, unless the kubelets of the cluster are given another `clusterDomain`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export const DEFAULT_CLUSTER_DOMAIN = 'cluster.local';
