import { isIP } from 'node:net';
import type { Protocol } from '@k8s-blocks/reachability';
import { type FlowEnd, type Meaning, notUnderstood } from './flow.ts';

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** Names of parties that are neither pods nor hosts. */
const NAMED: ReadonlyMap<string, FlowEnd> = new Map([
  ['internet', { end: 'address' }],
  ['world', { end: 'address' }],
  ['api-server', { end: 'api-server' }],
  ['kube-apiserver', { end: 'api-server' }],
]);

/**
 * A line of a plain table: `from,to,port`, and the protocol behind a slash or as a fourth column, TCP where none is given. Who calls and
 * is called is a service of the map (`orders`), a workload or pod (`shop/orders`), the name of a Service in DNS
 * (`orders.shop.svc.cluster.local`: the port is then that of the Service), an address, a host (`api.example.com`), `internet` or `api-server`.
 */
export function readRow(line: string): Meaning {
  const cells = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const [from = '', to = '', number = '', ...more] = cells;
  if (/^(from|source|src)$/i.test(from)) return { is: 'no flow' };
  const [port = '', named = more[0] ?? ''] = number.split('/');
  const protocol = named === '' ? 'TCP' : PROTOCOLS.find((each) => each === named.toUpperCase());
  const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
  if (more.length > 1 || from === '' || to === '' || !isPort || protocol === undefined) {
    return notUnderstood('it is neither JSON nor "from,to,port"');
  }
  const flow = { from: endNamed(from), to: endNamed(to), port: Number(port), protocol, isDropped: false };
  return { is: 'flow', flow };
}

function endNamed(text: string): FlowEnd {
  const named = NAMED.get(text.toLowerCase());
  if (named !== undefined) return named;
  if (isIP(text) !== 0) return { end: 'address', ip: text };
  const [namespace = '', name, ...rest] = text.split('/');
  if (name !== undefined && rest.length === 0) return { end: 'pod', namespace, name, workloads: [{ name }] };
  return inCluster(text) ?? (text.includes('.') ? { end: 'address', host: text } : bare(text));
}

/** A name of the cluster's DNS: `<service>.<namespace>.svc…`, or with the name of a pod before it. */
function inCluster(text: string): FlowEnd | undefined {
  const labels = text.toLowerCase().split('.');
  const svc = labels.indexOf('svc');
  const [name, namespace, pod] = [labels[svc - 2], labels[svc - 1], labels[svc - 3]];
  if (name === undefined || namespace === undefined || svc > 3) return undefined;
  if (pod !== undefined) return { end: 'pod', namespace, name: pod, workloads: [{ name: pod }] };
  return { end: 'service', namespace, name };
}

function bare(name: string): FlowEnd {
  return { end: 'pod', name, workloads: [{ name }] };
}
