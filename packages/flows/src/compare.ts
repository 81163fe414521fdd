import type { Environment, Stack, Traffic } from '@k8s-blocks/topology';
import type { StackInput } from '@k8s-blocks/verify';
import { addressClasses } from './address-class.ts';
import type { Comparison, NeverSeen, NotUnderstood, Seen, Undeclared, WouldDrop } from './comparison.ts';
import { type FlowContext, flowContext } from './context.ts';
import type { KnownFlow } from './declared.ts';
import type { Flow, FlowEnd } from './flow.ts';
import { type JudgedFlow, judgeFlow } from './judged-flow.ts';
import type { Line } from './lines.ts';
import { meaningOf } from './meaning.ts';
import { canonical } from './party.ts';
import { pasteOf } from './paste.ts';
import { count, type Entry, emptyEntry, MAX_ENTRIES, Tally } from './tally.ts';

/** What flows are compared with. */
export interface FlowQuestion {
  readonly map: Stack;
  readonly environment: Environment;
  /** What is built for the environment now, of all services. */
  readonly input: StackInput;
}

/** Flows that differ in nothing but addresses that have no name. */
interface FlowEntry extends Entry {
  readonly flow: KnownFlow;
  readonly why: string;
}

/** The most different flows whose judgement is kept: a log repeats a few of them. */
const MAX_KNOWN = 20_000;

/**
 * Compares flows that a cluster saw with what the map declares for it, and with what the policies that are built now let through. It
 * keeps what differs, and not the lines, so that a log may be larger than the memory.
 */
export async function compareFlows(question: FlowQuestion, lines: AsyncIterable<Line>): Promise<Comparison> {
  const context = flowContext(question.map, question.environment, question.input);
  const judge = judgeOf(context);
  const seen = new Map<Traffic, Entry>(context.declared.map((each) => [each, emptyEntry()]));
  const [undeclared, denied] = [new Tally<FlowEntry>(), new Tally<FlowEntry>()];
  const strange = new Map<string, { count: number; readonly first: Line }>();
  const counts = { lines: 0, connections: 0, replies: 0, nameResolutions: 0, fromNodes: 0, ofOthers: 0 };

  const puzzled = (why: string, line: Line) => {
    const key = strange.has(why) || strange.size < MAX_ENTRIES ? why : 'they are of more kinds than are told';
    const known = strange.get(key);
    if (known === undefined) strange.set(key, { count: 1, first: line });
    else known.count += 1;
  };
  const add = (tally: Tally<FlowEntry>, judged: Judged, flow: Flow, line: Line) => {
    const make = () => ({ ...emptyEntry(), flow: judged.flow, why: judged.denied ?? '' });
    const entry = tally.entry(keyOf(judged.flow), make);
    if (entry === undefined) puzzled('it is one of more flows than are told', line);
    else count(entry, flow.isDropped, addressOf(flow, judged.flow));
  };
  const understood = (judged: Judged, flow: Flow, line: Line) => {
    if (judged.is === 'name resolution') counts.nameResolutions += 1;
    else counts.connections += 1;
    for (const each of judged.declared) count(seen.get(each) ?? emptyEntry(), flow.isDropped, undefined);
    if (judged.is === 'connection' && judged.declared.length === 0) add(undeclared, judged, flow, line);
    if (flow.isDropped) return;
    if (judged.denied !== undefined) add(denied, judged, flow, line);
    if (judged.unjudged !== undefined)
      puzzled(`${judged.unjudged}, so that it is not known whether it is dropped`, line);
  };

  for await (const line of lines) {
    counts.lines += 1;
    const meaning = meaningOf(line);
    if (meaning.is === 'reply') counts.replies += 1;
    if (meaning.is === 'not understood') puzzled(meaning.why, line);
    if (meaning.is !== 'flow') continue;
    const judged = judge(meaning.flow);
    if (judged.is === 'of others') counts.ofOthers += 1;
    else if (judged.is === 'from a node') counts.fromNodes += 1;
    else if (judged.is === 'not understood') puzzled(judged.why, line);
    else understood(judged, meaning.flow, line);
  }

  return {
    environment: question.environment.name,
    neverSeen: neverSeen(seen),
    undeclared: undeclared.values().map((entry) => undeclaredOf(entry, context)),
    wouldDrop: denied.values().map((entry): WouldDrop => ({ ...seenOf(entry), why: entry.why })),
    notUnderstood: Array.from(strange, ([why, { count: times, first }]) => strangeOf(why, times, first)),
    counts,
  };
}

type Judged = Extract<JudgedFlow, { readonly flow: KnownFlow }>;

/** Judges each flow once, of those that differ in what policies and declarations see. */
function judgeOf(context: FlowContext): (flow: Flow) => JudgedFlow {
  const known = new Map<string, JudgedFlow>();
  const classOf = addressClasses(context);
  return (flow) => {
    const { from, to, port, protocol } = flow;
    const key = JSON.stringify([seenAs(from, classOf), seenAs(to, classOf), port, protocol]);
    const judged = known.get(key) ?? judgeFlow(flow, context);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, judged);
    return judged;
  };
}

/**
 * An end as far as it is told apart: an address by its class, and a pod without its own name where what made it is known, since a log
 * has a thousand pods of one workload.
 */
function seenAs(end: FlowEnd, classOf: (ip: string) => string): unknown {
  if ('ip' in end && end.ip !== undefined) return { ...end, ip: classOf(end.ip) };
  if (end.end !== 'pod' || end.workloads.length === 0) return end;
  const { name: _, ...others } = end;
  return others;
}

function keyOf({ from, to, port, protocol }: KnownFlow): string {
  return JSON.stringify([from.title, to.title, port, protocol]);
}

/** The address of the end that is outside. */
function addressOf({ from, to }: Flow, known: KnownFlow): string | undefined {
  const end = known.from.own === undefined ? from : to;
  return 'ip' in end ? canonical(end.ip) : undefined;
}

function neverSeen(seen: ReadonlyMap<Traffic, Entry>): NeverSeen[] {
  return [...seen].flatMap(([traffic, { passed, dropped }]) => {
    return passed > 0 ? [] : [{ connection: formatTraffic(traffic), why: traffic.why, dropped }];
  });
}

function formatTraffic({ from, to, ports }: Traffic): string {
  const numbers = ports.map(({ number, endPort, protocol }) => {
    const range = endPort === undefined ? `${number}` : `${number}-${endPort}`;
    return protocol === 'TCP' ? range : `${range}/${protocol}`;
  });
  return `${from.title ?? 'pods'} → ${to.title ?? 'pods'}:${numbers.join(', ')}`;
}

function strangeOf(why: string, times: number, { number: line, file }: Line): NotUnderstood {
  return { why, count: times, line, ...(file === undefined ? {} : { file }) };
}

function undeclaredOf(entry: FlowEntry, context: FlowContext): Undeclared {
  const addresses = entry.hasMoreAddresses ? undefined : [...entry.addresses];
  const { line, first } = pasteOf(entry.flow, addresses, context);
  return { ...seenOf(entry), paste: line, ...(first === undefined ? {} : { first }) };
}

function seenOf({ flow, passed, dropped, addresses, hasMoreAddresses }: FlowEntry): Seen {
  const { from, to, port, protocol } = flow;
  return {
    from: from.title,
    to: to.title,
    port,
    protocol,
    addresses: [...addresses],
    hasMoreAddresses,
    passed,
    dropped,
  };
}
