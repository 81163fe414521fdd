/**
 * The pods that resolve names in a cluster, and their ports. CoreDNS carries the label `k8s-app: kube-dns`, as kube-dns did.
 * Both protocols: an answer too long for UDP is asked for again over TCP.
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
