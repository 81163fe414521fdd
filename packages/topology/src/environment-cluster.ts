import { checkLabels } from '@k8s-blocks/labels';
import { CLUSTER_DNS, dnsLabelProblem, portNumberProblem } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { type AddressBlock, type AddressBlocks, addressBlocks, knownAddresses } from './address-block.ts';
import type { Protocol } from './contract.ts';

/** What the definition of an environment says of its cluster: where its name resolution, its API server and its nodes are. */
export interface ClusterOptions {
  /**
   * Who resolves names. Default: the pods `k8s-app: kube-dns` in `kube-system`, on port 53.
   *
   * @example { namespace: 'openshift-dns', labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, port: 5353 }
   * @example { addresses: '169.254.20.10/32' }
   * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
   */
  readonly dns?: ClusterDnsOptions;
  /** Where the API server is, for policies that know addresses alone. Default: not known, at port 6443. */
  readonly apiServer?: ApiServerOptions;
  /**
   * The addresses of its nodes, which are those of pods in their network (`hostNetwork` of a contract). Default: not known.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods
   */
  readonly nodes?: AddressBlocks;
}

/** The name resolution of a cluster. */
export interface ClusterDnsOptions {
  /** The namespace of its pods. Default: `kube-system`. */
  readonly namespace?: string;
  /** The labels of its pods. Default: `k8s-app: kube-dns`. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The port of its pods, over UDP and TCP: not that of their Service. Default: 53. */
  readonly port?: number;
  /** Addresses that answer besides, at port 53, such as those of a cache on each node. Default: none. */
  readonly addresses?: AddressBlocks;
}

/** Where an API server is, behind the Service `kubernetes`: `kubectl get endpointslices -l kubernetes.io/service-name=kubernetes`. */
export interface ApiServerOptions {
  /** The addresses of its endpoints; where policies see that of the Service, this too. Default: not known. */
  readonly addresses?: AddressBlocks;
  /** The port of its endpoints: most policies see it, rather than that of the Service. Default: 6443. */
  readonly port?: number;
}

/** The same of an environment, with its defaults filled in. */
export interface ClusterFacts {
  readonly dns: {
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly ports: readonly { readonly number: number; readonly protocol: Protocol }[];
    /** Addresses that answer besides the pods, at port 53. Absent: there are none. */
    readonly addresses?: readonly AddressBlock[];
  };
  readonly apiServer: {
    /** Absent: they are not known. */
    readonly addresses?: readonly AddressBlock[];
    readonly port: number;
  };
  /** The addresses of the nodes. Absent: they are not known. */
  readonly nodes?: readonly AddressBlock[];
}

/** The port that kubeadm and most clusters give to the endpoints of the API server. */
const API_SERVER_PORT = 6443;

/**
 * What an environment says of its cluster, with its defaults filled in.
 *
 * @throws Refusal if a namespace, a label, a port or an address is not valid.
 */
export function clusterFacts(options: ClusterOptions): ClusterFacts {
  const { dns = {}, apiServer = {}, nodes = [] } = options;
  const { namespace = CLUSTER_DNS.namespace, labels = CLUSTER_DNS.labels, port } = dns;
  const ports = CLUSTER_DNS.ports.map(({ number, protocol }) => ({ number: port ?? number, protocol }));
  const problems: Problem[] = [
    ...problemAt('dns.namespace', dnsLabelProblem(namespace)),
    ...problemAt('dns.port', port === undefined ? undefined : portNumberProblem(port)),
    ...problemAt('apiServer.port', apiServer.port === undefined ? undefined : portNumberProblem(apiServer.port)),
    ...problemAt('dns.labels', Object.keys(labels).length === 0 ? 'There are no labels.' : undefined),
  ];
  if (problems.length > 0) throw new Refusal(problems);
  checkLabels(labels, 'dns.labels');
  return {
    dns: { namespace, labels, ports, ...knownAddresses(dns, 'dns.addresses') },
    apiServer: { ...knownAddresses(apiServer, 'apiServer.addresses'), port: apiServer.port ?? API_SERVER_PORT },
    ...('nodes' in options ? { nodes: addressBlocks(nodes, 'nodes') } : {}),
  };
}

function problemAt(field: string, problem: string | undefined): Problem[] {
  return problem === undefined ? [] : [{ field, problem }];
}
