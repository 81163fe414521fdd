import { CLUSTER_DNS } from '@k8s-blocks/manifest';
import { type Connection, isContract, isOffered } from './connection.ts';
import type { Contract, OfferedPort, Protocol } from './contract.ts';
import type { Environment } from './environment.ts';
import type { Outside, OutsideParty, OutsidePort } from './outside.ts';
import type { ServiceMap } from './service-map.ts';

/** A caller or callee, as a cluster sees it: pods by their labels, or a party outside of the stack. */
export type TrafficParty =
  | { readonly namespace: string; readonly pods: Readonly<Record<string, string>> }
  | OutsideParty;

/** One end of traffic. */
export interface TrafficEnd {
  /** Its name in comments: `payments`, `anywhere`, `namespace monitoring`. Absent where the reason alone tells it. */
  readonly title?: string;
  readonly party: TrafficParty;
}

/** A port of the pods, or of the party outside, that is called; or all from `number` to `endPort`. */
export interface TrafficPort {
  readonly number: number;
  readonly endPort?: number;
  readonly protocol: Protocol;
}

/**
 * Traffic that is declared for one environment, as a cluster sees it, in terms of no policy kind: policy rules are made of
 * it, and built policies are judged against it.
 */
export interface Traffic {
  readonly from: TrafficEnd;
  readonly to: TrafficEnd;
  readonly ports: readonly TrafficPort[];
  /** The Services that offer the port, where a service of the stack is called. */
  readonly services?: readonly { readonly name: string; readonly port: number }[];
  /** What it is for. */
  readonly why: string;
}

/** The traffic of a declared connection in an environment. */
export function trafficOf({ from, to, why }: Connection, map: ServiceMap, environment: Environment): Traffic {
  if (!isOffered(to)) {
    const ports = [trafficPort(to.port, to)];
    return { from: endOf(from, environment), to: endOf(to.outside, environment), ports, why };
  }
  const callee = map.contractNamed(to.contract);
  const services = to.services.map((name) => ({ name: environment.objectName(name), port: to.port }));
  return {
    from: endOf(from, environment),
    to: callee === undefined ? { title: to.contract, party: 'anywhere' } : endOf(callee, environment),
    ports: [trafficPort(to.containerPort, to)],
    ...(services.length === 0 ? {} : { services }),
    why,
  };
}

function trafficPort(number: number, { endPort, protocol }: OfferedPort | OutsidePort): TrafficPort {
  return { number, ...(endPort === undefined ? {} : { endPort }), protocol };
}

/** The traffic that every service has without declaring it: name resolution, by the cluster's DNS pods. */
export function nameResolution(service: Contract, environment: Environment): Traffic {
  const { namespace, labels: pods, ports } = CLUSTER_DNS;
  return { from: endOf(service, environment), to: { party: { namespace, pods } }, ports, why: 'name resolution' };
}

function endOf(party: Contract | Outside, { namespaceName }: Environment): TrafficEnd {
  if (isContract(party)) {
    return { title: party.name, party: { namespace: namespaceName(party.namespace), pods: party.selector } };
  }
  return { title: party.title, party: party.party };
}
