import { groupBy } from '@k8s-blocks/manifest';
import {
  type Connection,
  callingWorkload,
  connectionsIn,
  type Environment,
  formatCaller,
  formatPortNumber,
  isDeployedIn,
  isOffered,
  type Stack,
} from '@k8s-blocks/topology';
import type { ArrowToDraw, MapToDraw } from './map-to-draw.ts';

/**
 * The map of a stack, as it is drawn: `s0` is the service that is started first, `o0` the party outside that the first connection
 * with one has, `s0-o0` the arrow between them. Namespaces are called as in base.
 *
 * @param changesOf what a change does to a connection: those of a pair to which different things happen have an arrow each, of one id.
 */
export function mapOfStack(stack: Stack, changesOf: ChangesOf = () => undefined): MapToDraw {
  const deployed = Object.values<Environment>(stack.environments).filter(({ deployed }) => deployed);
  const names = deployed.map(({ name }) => name);
  const unlessAll = (some: readonly string[]) => (some.length === names.length ? {} : { environments: some });
  const ends = endsOf(stack);
  const existing = new Map(deployed.map((each) => [each.name, new Set(connectionsIn(stack.connections, each, stack))]));
  return {
    services: stack.startOrder.map((service, position) => ({
      id: `s${position}`,
      name: service.name,
      namespace: service.namespace,
      ...unlessAll(deployed.filter((each) => isDeployedIn(service, each)).map(({ name }) => name)),
    })),
    outsides: [...ends.outsides].map(([name, id]) => ({ id, name })),
    arrows: arrowsOf(stack.connections, ends, changesOf).map(({ connections, ...arrow }) => ({
      ...arrow,
      ...unlessAll(names.filter((name) => connections.some((each) => existing.get(name)?.has(each)))),
    })),
  };
}

/** What a change does to a connection, by the name of an environment; undefined if nothing. */
type ChangesOf = (connection: Connection) => ArrowToDraw['changes'];

/** The ids of the ends of connections. */
interface Ends {
  readonly from: (connection: Connection) => string;
  readonly to: (connection: Connection) => string;
  /** The parties outside: title to id. */
  readonly outsides: ReadonlyMap<string, string>;
}

function endsOf({ startOrder, connections }: Stack): Ends {
  const services = new Map(startOrder.map(({ name }, position) => [name, `s${position}`]));
  const outsides = new Map<string, string>();
  const outside = (title: string) => {
    const id = outsides.get(title) ?? `o${outsides.size}`;
    outsides.set(title, id);
    return id;
  };
  const from = ({ from: caller }: Connection) => {
    const service = callingWorkload(caller)?.contract;
    return services.get(service ?? '') ?? outside(formatCaller(caller));
  };
  const to = ({ to: port }: Connection) =>
    isOffered(port) ? (services.get(port.contract) ?? outside(port.contract)) : outside(port.outside.title);
  for (const connection of connections) {
    from(connection);
    to(connection);
  }
  return { from, to, outsides };
}

/** One arrow for each pair of parties, and for each thing that happens to it, in the order of the map. */
function arrowsOf(connections: readonly Connection[], ends: Ends, changesOf: ChangesOf) {
  const groups = groupBy(connections, (connection) => [
    JSON.stringify([ends.from(connection), ends.to(connection), changesOf(connection)]),
  ]);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const [from, to, changes] = [ends.from(first), ends.to(first), changesOf(first)];
    const ports = [...new Set(group.map(portText))];
    const arrow = { id: `${from}-${to}`, from, to, ports, details: group.map(reason), connections: group };
    return [changes === undefined ? arrow : { ...arrow, changes }];
  });
}

/** `8081 admin`, `53/UDP dns`, `443`. */
function portText({ to }: Connection): string {
  const number = `${formatPortNumber(to)}${to.protocol === 'TCP' ? '' : `/${to.protocol}`}`;
  return isOffered(to) ? `${number} ${to.name}` : number;
}

/** `8081 admin: open and list payment channels (from orders-worker, staging only)`. */
function reason(connection: Connection): string {
  const { from, why, environments } = connection;
  const workload = callingWorkload(from);
  const limits = [
    ...(workload?.key === undefined ? [] : [`from ${workload.name}`]),
    ...(environments === undefined ? [] : [`${environments.join(', ')} only`]),
  ];
  return `${portText(connection)}: ${why}${limits.length === 0 ? '' : ` (${limits.join(', ')})`}`;
}
