import { isDeepStrictEqual } from 'node:util';
import { type Cluster, clusterOf } from '@k8s-blocks/verify/reachability';
import type { Consequence } from '../consequence.ts';
import { type Connection, compareReach } from './compare-reach.ts';
import type { Comparison, Rule } from './comparison.ts';
import { count, some } from './comparison.ts';
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
  const { opened, closed, ofOneSide } = compareReach(before, after);
  yield* sentences('closes', closed);
  yield* sentences('opens', opened);
  yield* newcomers(comparison, ofOneSide);
};

function clusterIn(objects: Comparison['before']): Cluster {
  return clusterOf(objects.map(({ fields }) => fields));
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
  readonly ports: readonly string[];
}

/** The connections of each subject, those together that are on the same ports. */
function grouped(found: readonly (readonly [subject: Party, other: Party, port: Port])[]): Iterable<Group> {
  const pairs = new Map<string, Group>();
  for (const [subject, other, { port, protocol, anyOther }] of found) {
    const key = JSON.stringify([subject.key, other.key]);
    const known = pairs.get(key) ?? { subject, others: [other], ports: [] };
    pairs.set(key, { ...known, ports: [...known.ports, anyOther === true ? ANY_OTHER : `${port}/${protocol}`] });
  }
  const groups = new Map<string, Group>();
  for (const pair of pairs.values()) {
    const key = JSON.stringify([pair.subject.key, sayPorts(pair.ports)]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, pair);
    else known.others.push(...pair.others);
  }
  return groups.values();
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
