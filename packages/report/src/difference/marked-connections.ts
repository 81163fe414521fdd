import type { ChangedConnection } from '@k8s-blocks/diff';
import { groupBy } from '@k8s-blocks/manifest';
import { type Connection, callingWorkload, type Environment, isOffered, type Stack } from '@k8s-blocks/topology';
import type { ArrowToDraw } from '../drawing/map-to-draw.ts';
import { callerKey, declaredIn } from './declared-ends.ts';
import type { EnvironmentChanges } from './environment-changes.ts';

type ArrowChanges = NonNullable<ArrowToDraw['changes']>;

/** A connection that opens or closes in an environment. */
export interface Marked extends ChangedConnection {
  readonly effect: 'opens' | 'closes';
  readonly environment: string;
}

/** Which connections of a map open and close, and which others do. */
export interface MarkedConnections {
  /** Of declared connections, by the name of the environment. */
  readonly declared: ReadonlyMap<Connection, ArrowChanges>;
  /** Of those that are not declared, or no longer. */
  readonly others: readonly Marked[];
}

/** Finds the declared connections among those that a change opens and closes. */
export function markedConnections(stack: Stack, environments: readonly EnvironmentChanges[]): MarkedConnections {
  const declared = new Map<Connection, ArrowChanges>();
  const others: Marked[] = [];
  for (const changes of environments) {
    const { environment } = changes.difference;
    const mark = (connection: Connection, effect: Marked['effect']) =>
      declared.set(connection, { ...declared.get(connection), [environment]: effect });
    const onMap = environmentNamed(stack, environment);
    const known = onMap === undefined ? [] : declaredIn(stack, onMap);
    for (const { connection } of known) if (isOfNewService(connection, changes)) mark(connection, 'opens');
    // There may be hundreds of thousands: not each is held against each declared one.
    const byCaller = groupBy(known, ({ caller }) => [caller]);
    for (const changed of changedConnections(changes)) {
      const found = new Set<string>();
      for (const { connection, portsIn } of byCaller.get(callerKey(changed.from)) ?? []) {
        const ports = portsIn(changed);
        if (ports.length > 0) mark(connection, changed.effect);
        for (const port of ports) found.add(port);
      }
      const ports = changed.ports.filter((port) => !found.has(port));
      if (ports.length > 0) others.push({ ...changed, ports });
    }
  }
  return { declared, others };
}

function changedConnections({ difference: { environment, consequences } }: EnvironmentChanges): readonly Marked[] {
  return consequences.flatMap(({ effect, connections = [] }) =>
    effect === 'opens' || effect === 'closes' ? connections.map((each) => ({ ...each, effect, environment })) : [],
  );
}

/** A comparison only counts the connections of a new service: all of them are new. */
function isOfNewService({ from, to }: Connection, { services }: EnvironmentChanges): boolean {
  const ends = [callingWorkload(from)?.contract, isOffered(to) ? to.contract : undefined];
  return services.some(({ name, change }) => change === 'creates' && ends.includes(name));
}

/** An environment of a map; undefined where it has none of that name any more. */
function environmentNamed({ environments }: Stack, name: string): Environment | undefined {
  return Object.values<Environment>(environments).find((each) => each.name === name);
}
