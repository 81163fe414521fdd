import { keyOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import {
  anywhere,
  type Contract,
  connection,
  type OfferedPort,
  type Outside,
  type OutsidePort,
  outsideHost,
  outsideNamespace,
  outsideNetwork,
  portsOf,
  type Workload,
  workloadsOf,
} from '@k8s-blocks/topology';
import type { Call, OutsideEnd } from '../stack/call.ts';
import type { StackService } from '../stack/imported-stack.ts';
import { breakCircles } from './circles.ts';
import { inOrderOf } from './connection-order.ts';
import type { FoundConnection, FoundConnections, WideWay } from './found-connection.ts';

/** Calls of the same ends. */
interface Gathered {
  readonly from: Workload | OutsideEnd;
  readonly to: FoundConnection['to'];
  readonly calls: Call[];
}

/** The connections that calls speak of, each once, in the order in which they are met. */
export function connectionsOf(calls: readonly Call[], services: readonly StackService[]): FoundConnections {
  const ends = endsOf(services);
  const gathered = new Map<string, Gathered>();
  /** What each direction of a policy lets through, in the order of its rules. */
  const chains = new Map<string, string[]>();
  for (const call of calls) {
    const from = 'outside' in call.from ? call.from.outside : ends.workloads.get(call.from.workload);
    if (from === undefined) continue;
    for (const to of calledOf(call, ends)) {
      if (isOutside(from) && isOutsideTo(to)) continue;
      const key = JSON.stringify([keyOfEnd(from), keyOfTo(to)]);
      const known = gathered.get(key) ?? { from, to, calls: [] };
      known.calls.push(call);
      gathered.set(key, known);
      if (call.by === 'address') continue;
      const own = call.by === 'egress' ? keyOfEnd(from) : 'contract' in to ? `${to.contract} ${to.workload}` : '';
      const chain = JSON.stringify([call.environment, call.by, call.where, own]);
      chains.set(chain, [...(chains.get(chain) ?? []), key]);
    }
  }
  const inOrder = inOrderOf([...gathered.keys()], [...chains.values()]).flatMap((key) => gathered.get(key) ?? []);
  const all = attachHosts(inOrder);
  const isSaid = ({ calls: own }: Gathered) => own.some(({ by, isWide }) => by === 'address' || isWide !== true);
  const found = all.filter(isSaid).flatMap((each) => foundConnection(each, services));
  return { connections: breakCircles(found), wide: all.filter((each) => !isSaid(each)).flatMap(wideOf) };
}

interface Ends {
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly contracts: ReadonlyMap<Workload, Contract>;
  /** The contracts by the keys of their Services. */
  readonly services: ReadonlyMap<string, Contract>;
}

function endsOf(services: readonly StackService[]): Ends {
  const workloads = new Map<string, Workload>();
  const contracts = new Map<Workload, Contract>();
  const byService = new Map<string, Contract>();
  for (const { contract, workloads: objects, objects: all } of services) {
    for (const workload of workloadsOf(contract)) {
      contracts.set(workload, contract);
      const object = objects.find(
        ({ reference }) => reference.kind === workload.kind && reference.name === workload.objectName,
      );
      if (object !== undefined) workloads.set(keyOf(object.reference), workload);
    }
    for (const { reference } of all) if (reference.kind === 'Service') byService.set(keyOf(reference), contract);
  }
  return { workloads, contracts, services: byService };
}

function calledOf({ to, port }: Call, { workloads, contracts, services }: Ends): FoundConnection['to'][] {
  if ('outside' in to) {
    const { port: number, endPort, protocol } = port;
    if (typeof number !== 'number') return [];
    return [{ outside: to.outside, port: number, protocol, ...(endPort === undefined ? {} : { endPort }) }];
  }
  if (port.service !== undefined) {
    const offered = Object.values(services.get(to.workload)?.ports ?? {});
    return offered.filter((each) => each.services.includes(port.service ?? '') && each.port === port.port).slice(0, 1);
  }
  const workload = workloads.get(to.workload);
  const contract = workload && contracts.get(workload);
  if (workload === undefined || contract === undefined) return [];
  const found = portsOf(contract, workload).filter((each) => isCalled(each, port));
  // One that a Service offers has an address.
  const byNumber = new Map(found.map((each) => [`${each.containerPort}/${each.protocol}`, each]));
  for (const each of found) if (each.services.length > 0) byNumber.set(`${each.containerPort}/${each.protocol}`, each);
  return [...byNumber.values()];
}

function isCalled(
  { name, containerPort, protocol }: OfferedPort,
  { port, endPort, protocol: over }: Call['port'],
): boolean {
  if (protocol !== over) return false;
  if (typeof port === 'string') return name === port;
  return containerPort >= port && containerPort <= (endPort ?? port);
}

function isOutside(end: Workload | OutsideEnd): end is OutsideEnd {
  return !('contract' in end);
}

function isOutsideTo(to: FoundConnection['to']): to is Exclude<FoundConnection['to'], OfferedPort> {
  return 'outside' in to;
}

function keyOfEnd(end: Workload | OutsideEnd): string {
  return isOutside(end) ? JSON.stringify(end) : end.name;
}

function keyOfTo(to: FoundConnection['to']): string {
  return isOutsideTo(to) ? JSON.stringify(to) : `${to.contract} ${to.name}`;
}

/** Takes addresses of hosts outside to the connection by which policies let the caller call anyone on their port. */
function attachHosts(all: readonly Gathered[]): Gathered[] {
  return all.filter((each) => {
    const { from, to } = each;
    if (!isOutsideTo(to) || to.outside.kind !== 'host') return true;
    const wider = all.find(
      (other) =>
        other !== each &&
        other.from === from &&
        isOutsideTo(other.to) &&
        other.to.outside.kind !== 'host' &&
        other.to.port <= to.port &&
        to.port <= (other.to.endPort ?? other.to.port),
    );
    if (wider === undefined) return true;
    const environments = new Set(wider.calls.map(({ environment }) => environment));
    wider.calls.push(...each.calls.filter(({ environment }) => environments.has(environment)));
    return each.calls.some(({ environment }) => !environments.has(environment));
  });
}

function foundConnection({ from, to, calls }: Gathered, services: readonly StackService[]): FoundConnection[] {
  const own = new Set(calls.map(({ environment }) => environment));
  const possible = environmentsOf(from, to, services);
  const environments = possible.every((name) => own.has(name))
    ? {}
    : { environments: possible.filter((name) => own.has(name)) };
  const why = whyOf(calls);
  try {
    const made = connection(callerOf(from, services), portOf(to), why, environments);
    return [{ from, to, why, ...environments, calls, connection: made }];
  } catch (error) {
    // A host with a name that DNS cannot have.
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The environments in which both ends are deployed. */
function environmentsOf(
  from: Workload | OutsideEnd,
  to: FoundConnection['to'],
  services: readonly StackService[],
): string[] {
  const names = [...(isOutside(from) ? [] : [from.contract]), ...(isOutsideTo(to) ? [] : [to.contract])];
  const ends = services.filter(({ name }) => names.includes(name));
  const [first, ...others] = ends.map(({ environments, contract }) =>
    environments.filter((name) => contract.environments?.includes(name) ?? true),
  );
  return (first ?? []).filter((name) => others.every((each) => each.includes(name)));
}

/** How many places a reason names. */
const MAX_PLACES = 3;

function whyOf(calls: readonly Call[]): string {
  // What configures the caller says more than what lets it through.
  const ordered = [...calls.filter(({ by }) => by === 'address'), ...calls.filter(({ by }) => by !== 'address')];
  const places = [...new Set(ordered.map(({ where }) => where))];
  const more = places.length - MAX_PLACES;
  return [...places.slice(0, MAX_PLACES), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function callerOf(from: Workload | OutsideEnd, services: readonly StackService[]) {
  if (isOutside(from)) return partyOf(from);
  const service = services.find(({ name }) => name === from.contract);
  return service !== undefined && from.key === undefined ? service.contract : from;
}

function portOf(to: FoundConnection['to']): OfferedPort | OutsidePort {
  if (!isOutsideTo(to)) return to;
  const party = partyOf(to.outside);
  return to.endPort === undefined
    ? party.port(to.port, to.protocol)
    : party.portRange(to.port, to.endPort, to.protocol);
}

const parties = new Map<string, Outside>();

/** The party, one and the same for equal ends: a map compares them by their titles. */
function partyOf(end: OutsideEnd): Outside {
  const key = JSON.stringify(end);
  const party = parties.get(key) ?? newParty(end);
  parties.set(key, party);
  return party;
}

function newParty(end: OutsideEnd): Outside {
  switch (end.kind) {
    case 'anywhere':
      return anywhere;
    case 'namespace':
      return outsideNamespace(end.namespace, end.pods === undefined ? {} : { pods: end.pods });
    case 'network':
      return outsideNetwork('network', end.except === undefined ? end.cidr : { cidr: end.cidr, except: end.except });
    case 'host':
      return outsideHost('host', end.host);
  }
}

function wideOf({ from, to, calls }: Gathered): WideWay[] {
  if (isOutside(from) || isOutsideTo(to)) return [];
  return [{ caller: from, to, where: whyOf(calls) }];
}
