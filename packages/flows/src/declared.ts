import type { Protocol } from '@k8s-blocks/reachability';
import { isUnlocated, type Traffic, type TrafficParty } from '@k8s-blocks/topology';
import { includes } from '@k8s-blocks/verify';
import type { FlowParty } from './party.ts';

/** A flow whose ends are known. */
export interface KnownFlow {
  readonly from: FlowParty;
  readonly to: FlowParty;
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * The connections that declare a flow: of several, those that say most exactly who is at its ends, so that a wide one does not count as
 * seen by the traffic of a narrow one.
 */
export function declaring(traffic: readonly Traffic[], flow: KnownFlow): Traffic[] {
  const all = traffic.filter((each) => declares(each, flow));
  const most = Math.max(...all.map(exactness));
  return all.filter((each) => exactness(each) === most);
}

/** Whether a connection declares a flow. */
export function declares({ from, to, ports }: Traffic, flow: KnownFlow): boolean {
  const isOnPort = ports.some(({ number, endPort = number, protocol }) => {
    return protocol === flow.protocol && number <= flow.port && flow.port <= endPort;
  });
  return isOnPort && isAt(from.party, flow.from) && isAt(to.party, flow.to);
}

/**
 * Whether a flow's end is of a declared party. Policies let through every address for one whose addresses are not known; but which
 * address is that of the API server or of a node, a log says.
 */
function isAt(party: TrafficParty, { declaredAs, isNode }: FlowParty): boolean {
  if (party === 'anywhere' || !('ip' in declaredAs) || !isUnlocated(party)) return includes(party, declaredAs);
  if ('apiServer' in party) return declaredAs.apiServer === true;
  return 'hostNetwork' in party ? isNode === true : includes(party, declaredAs);
}

function exactness({ from, to }: Traffic): number {
  return exactnessOf(from.party) + exactnessOf(to.party);
}

function exactnessOf(party: TrafficParty): number {
  if (party === 'anywhere') return 0;
  if ('blocks' in party) return 1;
  if ('host' in party) return 2;
  return 'namespace' in party && party.pods === undefined ? 2 : 3;
}
