import type { ConnectionEnd } from '@k8s-blocks/diff';
import { groupBy } from '@k8s-blocks/manifest';
import type { Environment, Stack } from '@k8s-blocks/topology';
import { mapOfStack } from '../drawing/map-of-stack.ts';
import type { ArrowToDraw, MapToDraw, OutsideToDraw, ServiceToDraw } from '../drawing/map-to-draw.ts';
import type { EnvironmentChanges } from './environment-changes.ts';
import { type Marked, markedConnections } from './marked-connections.ts';

/** How many arrows are drawn of connections that are not on the map: more would hide all others, and take minutes. */
const MAX_OTHER_ARROWS = 100;

/** The map with what a change does to it. */
export interface ChangedMap extends MapToDraw {
  /** How many pairs have connections that change and are not drawn, since there are too many. */
  readonly leftOut: number;
}

type ServiceChanges = NonNullable<ServiceToDraw['changes']>;
type ServiceChange = ServiceChanges[string];

/**
 * The map of a stack with what a change does to it. Declared connections that open are marked; those that close are declared no
 * longer, and are drawn besides, as is what opens without being declared. So are services that are gone.
 */
export function changedMap(stack: Stack, environments: readonly EnvironmentChanges[]): ChangedMap {
  const { declared, others } = markedConnections(stack, environments);
  const map = mapOfStack(stack, (connection) => declared.get(connection));
  const services = [...map.services, ...goneServices(stack, environments)].map((service) => {
    const changes = changesOf(service.name, environments);
    return Object.keys(changes).length === 0 ? service : { ...service, changes };
  });
  const outsides = [...map.outsides];
  const arrows = otherArrows(others, nodeFinder(services, outsides, environments));
  const drawn = arrows.slice(0, MAX_OTHER_ARROWS);
  const ends = new Set([...map.arrows, ...drawn].flatMap(({ from, to }) => [from, to]));
  return {
    services,
    outsides: outsides.filter(({ id }) => ends.has(id)),
    arrows: [...map.arrows, ...drawn],
    leftOut: arrows.length - drawn.length,
  };
}

/** Services that were deployed and are no longer on the map. */
function goneServices(stack: Stack, environments: readonly EnvironmentChanges[]): readonly ServiceToDraw[] {
  const gone = groupBy(environments, ({ services }) =>
    services.filter(({ name }) => stack.contractNamed(name) === undefined).map(({ name }) => name),
  );
  return [...gone].map(([name, among], index) => {
    const namespaces = among.flatMap(({ difference, services }) =>
      services.filter((each) => each.name === name).map((each) => bareNamespace(stack, difference.environment, each)),
    );
    const names = among.map(({ difference }) => difference.environment);
    // Environments add to the names of namespaces: the shortest has the least added.
    const [namespace = name] = namespaces.toSorted((one, other) => one.length - other.length);
    return { id: `gone${index}`, name, namespace, environments: names };
  });
}

/** The namespace as in base, where one of the map has the built name in the environment. */
function bareNamespace(stack: Stack, environment: string, { namespace }: { readonly namespace: string }): string {
  const known = Object.values<Environment>(stack.environments).find(({ name }) => name === environment);
  const bare = stack.startOrder.find((contract) => known?.namespaceName(contract.namespace) === namespace)?.namespace;
  return bare ?? namespace;
}

/** The most severe that happens to a service in each environment. */
function changesOf(name: string, environments: readonly EnvironmentChanges[]): ServiceChanges {
  const changes: Record<string, ServiceChange> = {};
  for (const environment of environments) {
    const change = changeIn(name, environment);
    if (change !== undefined) changes[environment.difference.environment] = change;
  }
  return changes;
}

function changeIn(name: string, { difference, services, serviceOf }: EnvironmentChanges): ServiceChange | undefined {
  const change = services.find((each) => each.name === name)?.change;
  if (change === 'creates' || change === 'deletes') return change;
  const effects = difference.consequences
    .filter(({ object }) => serviceOf(object) === name)
    .map(({ effect }) => effect);
  return (['replaces', 'rolls'] as const).find((effect) => effects.includes(effect)) ?? change;
}

/** Finds the id of an end of a connection; whoever is outside and is not on the map is added to the outsides. */
function nodeFinder(
  services: readonly ServiceToDraw[],
  outsides: OutsideToDraw[],
  environments: readonly EnvironmentChanges[],
): (end: ConnectionEnd) => string {
  const ids = new Map(services.map(({ id, name }) => [name, id]));
  const outsideIds = new Map(outsides.map(({ id, name }) => [name, id]));
  return ({ name, namespace }) => {
    const title = namespace === undefined ? nameOnMap(name) : `${name} in ${namespace}`;
    const owners = namespace === undefined ? [] : environments.flatMap(({ serviceOf }) => serviceOf(title) ?? []);
    const id = ids.get(owners[0] ?? '');
    if (id !== undefined) return id;
    const known = outsideIds.get(title);
    if (known !== undefined) return known;
    const added = `other${outsides.length}`;
    outsides.push({ id: added, name: title });
    outsideIds.set(title, added);
    return added;
  };
}

/** All pods of a namespace, as a map calls them. */
function nameOnMap(outside: string): string {
  return outside.replace(/^pods in /, 'namespace ');
}

/** The connections that are not on the map: an arrow for each pair, and for each thing that happens to it. */
function otherArrows(others: readonly Marked[], idOf: (end: ConnectionEnd) => string): readonly ArrowToDraw[] {
  const drawn = others.map(({ from, to, ...each }) => ({ ...each, from: idOf(from), to: idOf(to) }));
  const groups = groupBy(drawn, ({ from, to, ports, effect }) => [JSON.stringify([from, to, ports, effect])]);
  return [...groups.values()].flatMap((group, index) => {
    const [first] = group;
    if (first === undefined) return [];
    const { from, to, effect } = first;
    const environments = group.map(({ environment }) => environment);
    const ports = first.ports.map((port) => port.replace(/\/TCP$/, ''));
    const details = [effect === 'opens' ? 'not declared on the map' : 'no longer declared on the map'];
    const changes = Object.fromEntries(environments.map((environment) => [environment, effect]));
    // An id of its own: it is not one of the declared connections between the two.
    return { id: `${from}-${to}-${effect}${index}`, from, to, ports, details, environments, changes };
  });
}
