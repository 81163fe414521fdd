import { isDeepStrictEqual } from 'node:util';
import { type Cluster, clusterOf } from '@k8s-blocks/reachability';
import type { Consequence } from '../consequence.ts';
import { type Connection, compareReach, MOST_CONNECTIONS } from './compare-reach.ts';
import type { Comparison, Rule } from './comparison.ts';
import { count, some } from './comparison.ts';
import { whatIsInvalid } from './invalid-policy.ts';
import { namesOf, type Party, type Port } from './reach.ts';
import { serviceConsequences } from './services.ts';

const ANY_OTHER = 'any other';

/**
 * Who reaches whom from now on, and no longer: by the policies of both ends, and through Services. Nothing is evaluated
 * where neither namespaces, pods, Services nor policies differ in what decides it.
 */
export const connections: Rule = function* (comparison): Iterable<Consequence> {
  const [before, after] = [clusterIn(comparison.before), clusterIn(comparison.after)];
  if (isDeepStrictEqual(before, after)) return;
  yield* serviceConsequences(before, after);
  if (isDeepStrictEqual({ ...before, services: [] }, { ...after, services: [] })) return;
  noteInvalidPolicies(comparison);
  const difference = compareReach(before, after);
  if (difference === undefined) {
    comparison.note('Who reaches whom is not compared: there are too many workloads, ports and addresses.');
    return;
  }
  for (const effect of ['closed', 'opened'] as const) {
    if (difference[effect].length <= MOST_CONNECTIONS) continue;
    comparison.note(`More than ${MOST_CONNECTIONS} connections are ${effect}; the others are not told.`);
  }
  yield* sentences('closes', difference.closed);
  yield* sentences('opens', difference.opened);
  yield* newcomers(comparison, difference.ofOneSide);
};

function clusterIn(objects: Comparison['before']): Cluster {
  return clusterOf(objects.map(({ fields }) => fields));
}

/** What an API server refuses was never in a cluster: what is said of a side with it does not hold for certain. */
function noteInvalidPolicies({ before, after, note }: Comparison): void {
  for (const [side, objects] of [['before', before] as const, ['now', after] as const]) {
    const invalid = objects.flatMap((object) => {
      const why = whatIsInvalid(object);
      return why === undefined ? [] : [`${object.title}, ${why}`];
    });
    if (invalid.length === 0) continue;
    note(`Who reaches whom ${side} cannot be told for certain, since no API server takes ${some(invalid)}.`);
  }
}

/**
 * Traffic is told of where it arrives: one sentence for all who reach the same ports of a workload. What leaves the stack
 * is told of where it comes from.
 */
function* sentences(effect: 'opens' | 'closes', found: readonly Connection[]): Iterable<Consequence> {
  const [verb, passive] =
    effect === 'opens'
      ? ['From now on it reaches', 'From now on it is reached by']
      : ['It no longer reaches', 'It is no longer reached by'];
  const leaving = found.filter(({ to }) => to.isOutside === true);
  const arriving = found.filter(({ to }) => to.isOutside !== true);
  for (const { subject, others, ports } of grouped(leaving.map(({ from, to, port }) => [from, to, port]))) {
    yield { effect, object: subject.name, text: `${verb} ${some(namesOf(others))}, on ${sayPorts(ports)}.` };
  }
  for (const { subject, others, ports } of grouped(arriving.map(({ from, to, port }) => [to, from, port]))) {
    yield { effect, object: subject.name, text: `${passive} ${some(namesOf(others))}, on ${sayPorts(ports)}.` };
  }
}

interface Group {
  readonly subject: Party;
  readonly others: Party[];
  readonly ports: string[];
}

/** The connections of each subject, those together that are on the same ports. */
function grouped(found: readonly (readonly [subject: Party, other: Party, port: Port])[]): readonly Group[] {
  const pairs = new Groups();
  for (const [subject, other, { port, protocol, anyOther }] of found) {
    const { ports } = pairs.of(subject, other.key, () => ({ subject, others: [other], ports: [] }));
    ports.push(anyOther === true ? ANY_OTHER : `${port}/${protocol}`);
  }
  const groups = new Groups();
  for (const { subject, others, ports } of pairs.all) {
    groups.of(subject, sayPorts(ports), () => ({ subject, others: [], ports })).others.push(...others);
  }
  return groups.all;
}

/** Groups by their subject and something else, in the order in which they came. */
class Groups {
  readonly all: Group[] = [];
  readonly #known = new Map<string, Map<string, Group>>();

  of({ key }: Party, other: string, create: () => Group): Group {
    const ofSubject = this.#known.get(key) ?? new Map<string, Group>();
    const known = ofSubject.get(other);
    if (known !== undefined) return known;
    const group = create();
    this.#known.set(key, ofSubject.set(other, group));
    this.all.push(group);
    return group;
  }
}

function sayPorts(ports: readonly string[]): string {
  if (ports.includes(ANY_OTHER)) return 'any port';
  return `${ports.length === 1 ? 'port' : 'ports'} ${some(ports, 8)}`;
}

/** Of workloads that are new only how much they may: that they are new is said already. */
function* newcomers({ changes }: Comparison, ofOneSide: ReadonlyMap<string, number>): Iterable<Consequence> {
  for (const { kind, after } of changes) {
    if (kind !== 'created' && kind !== 'renamed') continue;
    const found = ofOneSide.get(`${after.namespace ?? 'default'} ${after.kind} ${after.name}`);
    if (found === undefined) continue;
    const text = `The policies let its pods have ${count(found, 'connection')}, in both directions.`;
    yield { effect: 'creates', object: after.title, text };
  }
}
