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
export function judgeFlow(flow: Flow, context: FlowContext): JudgedFlow {
  const from = partyOf(flow.from, context);
  const { party: to, port } = calleeOf(flow, context);
  if (typeof from === 'string' || typeof to === 'string') {
    if (isOfOthers(flow.from, from, context) && isOfOthers(flow.to, to, context)) return { is: 'of others' };
    const why = typeof from === 'string' ? `its source is ${from}` : `its destination is ${to}`;
    return { is: 'not understood', why };
  }
  if (from.own === undefined && to.own === undefined) return { is: 'of others' };
  const known: KnownFlow = { from, to, port, protocol: flow.protocol };
  const declared = declaring(context.declared, known);
  // A probe is none of the callers that a connection from anywhere is for.
  const isMeant = declared.some((each) => each.from.party !== 'anywhere');
  if (flow.from.end === 'node' && !isMeant) return { is: 'from a node' };
  const is = declared.length === 0 && resolvesNames(known, context) ? 'name resolution' : 'connection';
  return { is, flow: known, declared, ...verdictOn(known, context) };
}

/** Who is called, or why that is not known, and on which port of its pods. */
function calleeOf({ to, port, protocol }: Flow, context: FlowContext): Callee {
  return to.end === 'service' ? podsBehind(to, port, protocol, context) : { party: partyOf(to, context), port };
}

interface Callee {
  readonly party: FlowParty | string;
  readonly port: number;
}

/** Whether an end is surely none of the stack's own. */
function isOfOthers(end: FlowEnd, party: FlowParty | string, { own }: FlowContext): boolean {
  if (typeof party !== 'string') return party.own === undefined;
  return 'namespace' in end && end.namespace !== undefined && own.every((each) => each.namespace !== end.namespace);
}

/** The pods behind a Service, and the port that they have for one of its. */
function podsBehind(
  { namespace, name }: ServiceEnd,
  port: number,
  protocol: Flow['protocol'],
  { stack, own }: FlowContext,
): Callee {
  const anybody = { namespace, labels: {} };
  const [endpoint] = stack.evaluator.verdictToService(anybody, { namespace, name }, port, protocol).endpoints;
  if (endpoint === undefined) {
    const why = `port ${port}/${protocol} of the Service ${namespace}/${name}, behind which no pod is built`;
    return { party: why, port };
  }
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
  const assumed = [from, to].find(({ isAssumed }) => isAssumed === true);
  if (assumed === undefined) return { denied: explain(verdict) };
  return { unjudged: `what policies see of ${assumed.title} is not in the log` };
}
