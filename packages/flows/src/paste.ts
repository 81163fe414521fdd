import { parseIpAddress } from '@k8s-blocks/manifest';
import { type Contract, type OfferedPort, portsOf, routeController, type Workload } from '@k8s-blocks/topology';
import { includes } from '@k8s-blocks/verify';
import type { FlowContext, OwnWorkload } from './context.ts';
import type { KnownFlow } from './declared.ts';
import { identifyingLabel } from './identifying-label.ts';
import type { FlowParty } from './party.ts';

/** What declares a flow on the map. */
export interface Paste {
  /** The line for the connections of the map: `connection(orders, payments.ports.http, 'why'),`. */
  readonly line: string;
  /** What has to be done before. Absent: nothing. */
  readonly first?: string;
}

/** @param addresses those that were seen at the end that is outside; undefined for more than are told. */
export function pasteOf(flow: KnownFlow, addresses: readonly string[] | undefined, context: FlowContext): Paste {
  const { from, to } = flow;
  if (to.own === undefined)
    return { line: `connection(${callerText(from, addresses)}, ${outsidePort(flow, addresses)}, 'why'),` };
  const controller = routeController(context.environment);
  const isRoute = from.own === undefined && controller !== undefined && controller !== 'anywhere';
  const { text, first } = offeredPort(to.own, flow);
  if (isRoute && includes(controller, from.declaredAs)) {
    return { line: `connection(internet, ${text}, 'why', { host: '…' }),`, ...first };
  }
  return { line: `connection(${callerText(from, addresses)}, ${text}, 'why'),`, ...first };
}

function callerText(party: FlowParty, addresses: readonly string[] | undefined): string {
  return party.own === undefined ? outsideText(party, addresses) : workloadText(party.own);
}

function workloadText({ contract, workload }: OwnWorkload): string {
  return workload.key === undefined
    ? variableOf(contract)
    : `${variableOf(contract)}.workloads${memberText(workload.key)}`;
}

/** The port of a service, where it offers it; else where its name is to be. */
function offeredPort({ contract, workload }: OwnWorkload, { port, protocol }: KnownFlow) {
  const offered = portsOf(contract, workload).find((each) => isPort(each, port, protocol));
  if (offered !== undefined) return { text: `${variableOf(contract)}.ports${memberText(offered.name)}`, first: {} };
  const first = `${contract.name} offers no port ${port}/${protocol}${ofWorkload(workload)}: add it to its contract.`;
  return { text: `${variableOf(contract)}.ports.${protocol.toLowerCase()}${port}`, first: { first } };
}

function ofWorkload({ key }: Workload): string {
  return key === undefined ? '' : ` of its workload "${key}"`;
}

function isPort(
  { containerPort, endPort = containerPort, protocol }: OfferedPort,
  port: number,
  asked: string,
): boolean {
  return protocol === asked && containerPort <= port && port <= endPort;
}

function outsidePort({ to, port, protocol }: KnownFlow, addresses: readonly string[] | undefined): string {
  return `${outsideText(to, addresses)}.port(${port}${protocol === 'TCP' ? '' : `, '${protocol}'`})`;
}

/** A party outside as a map declares it. */
function outsideText(
  { declaredAs, host, title, isAssumed }: FlowParty,
  addresses: readonly string[] | undefined,
): string {
  if (!('ip' in declaredAs)) return namespaceText(isAssumed === true ? { ...declaredAs, labels: {} } : declaredAs);
  if (declaredAs.apiServer === true) return 'apiServer';
  if (host !== undefined) return `outsideHost(${quoted(host)}, ${quoted(host)})`;
  if (addresses === undefined || addresses.length === 0 || title === 'the internet') return 'anywhere';
  const blocks = addresses.map((ip) => quoted(`${ip}/${parseIpAddress(ip)?.family === 6 ? 128 : 32}`));
  return `outsideNetwork('a network', ${blocks.length === 1 ? blocks.join('') : `[${blocks.join(', ')}]`})`;
}

function namespaceText({ namespace, labels }: { namespace: string; labels: Readonly<Record<string, string>> }): string {
  const key = identifyingLabel(labels);
  if (key === undefined) return `outsideNamespace(${quoted(namespace)})`;
  return `outsideNamespace(${quoted(namespace)}, { pods: { ${/^\w+$/.test(key) ? key : quoted(key)}: ${quoted(labels[key] ?? '')} } })`;
}

/** The variable of a contract, as the generator and this page's examples call it: `agentSociety` of `agent-society`. */
function variableOf({ name }: Contract): string {
  const [first = '', ...words] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return [first, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

function memberText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${quoted(key)}]`;
}

/** A text as TypeScript writes it; what logs say may be anything. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
