import { explain } from '@k8s-blocks/reachability';
import type { Traffic } from '@k8s-blocks/topology';
import type { FlowContext } from './context.ts';
import { declares, declaring, type KnownFlow } from './declared.ts';
import type { Flow, FlowEnd, ServiceEnd } from './flow.ts';
import { type FlowParty, partyOf } from './party.ts';

/** What is known of a flow. */
export type JudgedFlow =
  | { readonly is: 'of others' }
  | { readonly is: 'from a node' }
  | { readonly is: 'not understood'; readonly why: string }
  | {
      readonly is: 'name resolution' | 'connection';
      readonly flow: KnownFlow;
      /** The connections that declare it. */
      readonly declared: readonly Traffic[];
      /** Why the policies that are built deny it; undefined where they let it through. */
      readonly denied?: string;
      /** Why it is not known whether they do. */
      readonly unjudged?: string;
    };

/** The port of name resolution, where policies and caches have it. */
const DNS_PORT = 53;

/** Compares a flow with the map, and asks the policies that are built about it. */
export function judgeFlow({ from: source, to: called, port, protocol }: Flow, context: FlowContext): JudgedFlow {
  const from = partyOf(source, context);
  const followed = called.end === 'service' ? podsOf(called, port, protocol, context) : { to: called, port };
  const to =
    typeof followed === 'string' ? followed : 'party' in followed ? followed.party : partyOf(followed.to, context);
  if (typeof from === 'string' || typeof to === 'string') {
    if ([[source, from] as const, [called, to] as const].every(([end, party]) => isOfOthers(end, party, context))) {
      return { is: 'of others' };
    }
    const why = typeof from === 'string' ? `its source is ${from}` : `its destination is ${to}`;
    return { is: 'not understood', why };
  }
  if (from.own === undefined && to.own === undefined) return { is: 'of others' };
  const flow: KnownFlow = { from, to, port: typeof followed === 'string' ? port : followed.port, protocol };
  const declared = declaring(context.declared, flow);
  // A probe is none of the callers that a connection from anywhere is for.
  const isMeant = declared.some((each) => each.from.party !== 'anywhere');
  if (source.end === 'node' && !isMeant) return { is: 'from a node' };
  const is = declared.length === 0 && resolvesNames(flow, context) ? 'name resolution' : 'connection';
  return { is, flow, declared, ...verdictOn(flow, context) };
}

/** Whether an end is surely none of the stack's own. */
function isOfOthers(end: FlowEnd, party: FlowParty | string, { own }: FlowContext): boolean {
  if (typeof party !== 'string') return party.own === undefined;
  return 'namespace' in end && end.namespace !== undefined && own.every((each) => each.namespace !== end.namespace);
}

/** The pods behind a Service, and the port that they have for one of its. */
function podsOf(
  { namespace, name }: ServiceEnd,
  port: number,
  protocol: Flow['protocol'],
  { stack, own }: FlowContext,
): { readonly party: FlowParty; readonly port: number } | string {
  const anybody = { namespace, labels: {} };
  const [endpoint] = stack.evaluator.verdictToService(anybody, { namespace, name }, port, protocol).endpoints;
  if (endpoint === undefined)
    return `port ${port}/${protocol} of the Service ${namespace}/${name}, behind which no pod is built`;
  const found = own.find(
    ({ pod }) => 'name' in endpoint.to && pod.name === endpoint.to.name && pod.namespace === endpoint.to.namespace,
  );
  const title = found?.workload.name ?? `${namespace}/${name}`;
  const party = {
    title,
    endpoint: endpoint.to,
    declaredAs: endpoint.to,
    ...(found === undefined ? {} : { own: found }),
  };
  return { party, port: endpoint.port };
}

function resolvesNames(flow: KnownFlow, { nameResolution, environment }: FlowContext): boolean {
  if (nameResolution.some((each) => declares(each, flow))) return true;
  const { endpoint } = flow.to;
  return flow.port === DNS_PORT && 'namespace' in endpoint && endpoint.namespace === environment.dns.namespace;
}

function verdictOn({ from, to, port, protocol }: KnownFlow, { stack }: FlowContext) {
  const verdict = stack.evaluator.verdict(from.endpoint, to.endpoint, port, protocol);
  if (verdict.allowed) return {};
  const taken = [from, to].find(({ isTaken }) => isTaken === true);
  if (taken === undefined) return { denied: explain(verdict) };
  return { unjudged: `what policies see of ${taken.title} is not in the log` };
}
