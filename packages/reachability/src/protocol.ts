import { isAbsent } from '@k8s-blocks/manifest';

/** The protocols that policies name ports of. Other traffic (ICMP, ARP) is not judged here. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** The protocol of a port, TCP if it is absent; undefined if Kubernetes has no such protocol. */
export function protocolOf(value: unknown): Protocol | undefined {
  if (isAbsent(value)) return 'TCP';
  return value === 'TCP' || value === 'UDP' || value === 'SCTP' ? value : undefined;
}
