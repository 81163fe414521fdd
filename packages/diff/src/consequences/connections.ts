import { isDeepStrictEqual } from 'node:util';
import { shortName } from '@k8s-blocks/manifest';
import { type ClusterModel, clusterOf } from '@k8s-blocks/reachability';
import type { ChangedConnection, Consequence } from '../consequence.ts';
import { type Connection, compareReach, MAX_CONNECTIONS } from './compare-reach.ts';
import type { Comparison, Rule } from './comparison.ts';
import { formatCount, formatSome } from './comparison.ts';
import { whatIsInvalid } from './invalid-policy.ts';
import { endsOf, namedParties, type Party, type Port } from './parties.ts';
import { serviceConsequences } from './services.ts';

const ANY_OTHER = 'any other';
const ANY_PORT = 'any port';

/**
 * Connections that open and close, by the policies of both ends, and ports of Services that lead elsewhere. They are
 * only evaluated if namespaces, pods, Services or policies differ in what decides them.
 */
export const connections: Rule = function* (comparison): Iterable<Consequence> {
  const [before, after] = [clusterIn(comparison.before), clusterIn(comparison.after)];
  if (isDeepStrictEqual(before, after)) return;
  yield* serviceConsequences(before, after);
  if (isDeepStrictEqual({ ...before, services: [] }, { ...after, services: [] })) return;
  noteInvalidPolicies(comparison);
  noteUnjudgedPolicies(comparison, [...before.policies, ...after.policies]);
  const difference = compareReach(before, after);
  if (difference === undefined) {
    comparison.note('Who reaches whom is not compared: there are too many workloads, ports and addresses.');
    return;
  }
  for (const effect of ['closed', 'opened'] as const) {
    if (difference[effect].length <= MAX_CONNECTIONS) continue;
    comparison.note(`More than ${MAX_CONNECTIONS} connections are ${effect}; the others are not listed.`);
  }
  yield* sentences('closes', difference.closed);
  yield* sentences('opens', difference.opened);
  yield* connectionsOfNew(comparison, difference.ofOneSide);
};

function clusterIn(objects: Comparison['before']): ClusterModel {
  return clusterOf(objects.map(({ fields }) => fields));
}

/** An invalid policy was never in a cluster, so that the connections of a build with one are not certain. */
function noteInvalidPolicies({ before, after, note }: Comparison): void {
  for (const [side, objects] of [['before', before] as const, ['now', after] as const]) {
    const invalid = objects.flatMap((object) => {
      const why = whatIsInvalid(object);
      return why === undefined ? [] : [`${object.title}, ${why}`];
    });
    if (invalid.length === 0) continue;
    note(`Who reaches whom ${side} is not certain, since no API server takes ${formatSome(invalid)}.`);
  }
}

/** What is not understood of a policy may let through more, or less, than is compared. */
function noteUnjudgedPolicies({ note }: Comparison, policies: ClusterModel['policies']): void {
  const unjudged = policies.filter((policy) => policy.unjudged.length > 0);
  if (unjudged.length === 0) return;
  const titles = new Set(unjudged.map(({ kind, name }) => `${kind} ${shortName(name)}`));
  note(`Who reaches whom is compared in part: not all is understood of ${formatSome([...titles])}.`);
}

/**
 * Connections are reported at the workload where they arrive, in one sentence for all sources that reach the same ports.
 * Connections that leave the stack are reported at their source.
 */
function* sentences(effect: 'opens' | 'closes', found: readonly Connection[]): Iterable<Consequence> {
  const [verb, passive] =
    effect === 'opens'
      ? ['From now on it reaches', 'From now on it is reached by']
      : ['It no longer reaches', 'It is no longer reached by'];
  const leaving = found.filter(({ to }) => to.isOutside === true);
  const arriving = found.filter(({ to }) => to.isOutside !== true);
  for (const { subject, others, ports } of grouped(leaving.map(({ from, to, port }) => [from, to, port]))) {
    const named = namedParties(others);
    const connections = connectionsOf([subject], named, ports);
    yield {
      effect,
      object: subject.name,
      text: `${verb} ${formatParties(named)}, on ${formatPorts(ports)}.`,
      connections,
    };
  }
  for (const { subject, others, ports } of grouped(arriving.map(({ from, to, port }) => [to, from, port]))) {
    const named = namedParties(others);
    const connections = connectionsOf(named, [subject], ports);
    yield {
      effect,
      object: subject.name,
      text: `${passive} ${formatParties(named)}, on ${formatPorts(ports)}.`,
      connections,
    };
  }
}

function connectionsOf(
  callers: readonly Party[],
  callees: readonly Party[],
  ports: readonly string[],
): readonly ChangedConnection[] {
  return endsOf(callers).flatMap((from) => endsOf(callees).map((to) => ({ from, to, ports: portTexts(ports) })));
}

function formatParties(parties: readonly Party[]): string {
  return formatSome(parties.map(({ name }) => name));
}

interface Group {
  readonly subject: Party;
  readonly others: Party[];
  readonly ports: string[];
}

/** The connections of each subject, grouped by their ports. */
function grouped(found: readonly (readonly [subject: Party, other: Party, port: Port])[]): readonly Group[] {
  const pairs = new Groups();
  for (const [subject, other, { port, protocol, anyOther }] of found) {
    const { ports } = pairs.of(subject, other.key, () => ({ subject, others: [other], ports: [] }));
    ports.push(anyOther === true ? ANY_OTHER : `${port}/${protocol}`);
  }
  const groups = new Groups();
  for (const { subject, others, ports } of pairs.all) {
    groups.of(subject, formatPorts(ports), () => ({ subject, others: [], ports })).others.push(...others);
  }
  return groups.all;
}

/** Groups by a subject and another key, in the order in which they were added. */
class Groups {
  readonly all: Group[] = [];
  readonly #bySubject = new Map<string, Map<string, Group>>();

  of({ key }: Party, other: string, create: () => Group): Group {
    const ofSubject = this.#bySubject.get(key) ?? new Map<string, Group>();
    const existing = ofSubject.get(other);
    if (existing !== undefined) return existing;
    const group = create();
    this.#bySubject.set(key, ofSubject.set(other, group));
    this.all.push(group);
    return group;
  }
}

/** All ports are meant where the one is that represents those that no policy names. */
function portTexts(ports: readonly string[]): readonly string[] {
  return ports.includes(ANY_OTHER) ? [ANY_PORT] : ports;
}

function formatPorts(ports: readonly string[]): string {
  if (ports.includes(ANY_OTHER)) return ANY_PORT;
  return `${ports.length === 1 ? 'port' : 'ports'} ${formatSome(ports, 8)}`;
}

/** How many connections the policies allow to each new workload: only their number, since all of them are new. */
function* connectionsOfNew({ changes }: Comparison, ofOneSide: ReadonlyMap<string, number>): Iterable<Consequence> {
  for (const { kind, after } of changes) {
    if (kind !== 'created' && kind !== 'renamed') continue;
    const found = ofOneSide.get(`${after.namespace ?? 'default'} ${after.kind} ${after.name}`);
    if (found === undefined) continue;
    const text = `The policies let its pods have ${formatCount(found, 'connection')}, in both directions.`;
    yield { effect: 'creates', object: after.title, text };
  }
}
