import type { Traffic } from '@k8s-blocks/topology';
import type { Comparison, NeverSeen, Seen, Undeclared, WouldDrop } from './comparison.ts';
import type { FlowContext } from './context.ts';
import type { KnownFlow } from './declared.ts';
import type { Flow } from './flow.ts';
import { judgeMemo } from './judge-memo.ts';
import type { JudgedFlow } from './judged-flow.ts';
import type { Line } from './lines.ts';
import { meaningOf } from './meaning.ts';
import { canonical } from './party.ts';
import { pasteOf } from './paste.ts';
import { ReasonCounts } from './reason-counts.ts';
import { count, type Entry, emptyEntry, Tally } from './tally.ts';

/** Flows that differ in nothing but addresses that have no name. */
interface FlowEntry extends Entry {
  readonly flow: KnownFlow;
  /** Why it is denied; empty if it is not. */
  readonly why: string;
}

/** A flow of which both ends are known, as it was judged. */
type KnownJudgement = Extract<JudgedFlow, { readonly flow: KnownFlow }>;

/** What a log says of an environment, line by line: it keeps what differs, and not the lines, so that a log may be larger than the memory. */
export class Observation {
  readonly #context: FlowContext;
  readonly #judge: (flow: Flow) => JudgedFlow;
  readonly #seen: ReadonlyMap<Traffic, Entry>;
  readonly #undeclared = new Tally<FlowEntry>();
  readonly #denied = new Tally<FlowEntry>();
  readonly #notUnderstood = new ReasonCounts();
  readonly #counts = { lines: 0, connections: 0, replies: 0, nameResolutions: 0, fromNodes: 0, ofOthers: 0 };

  constructor(context: FlowContext) {
    this.#context = context;
    this.#judge = judgeMemo(context);
    this.#seen = new Map(context.declared.map((each) => [each, emptyEntry()]));
  }

  add(line: Line): void {
    this.#counts.lines += 1;
    const meaning = meaningOf(line);
    if (meaning.is === 'reply') this.#counts.replies += 1;
    if (meaning.is === 'not understood') this.#notUnderstood.add(meaning.why, line);
    if (meaning.is !== 'flow') return;
    const judged = this.#judge(meaning.flow);
    if (judged.is === 'of others') this.#counts.ofOthers += 1;
    else if (judged.is === 'from a node') this.#counts.fromNodes += 1;
    else if (judged.is === 'not understood') this.#notUnderstood.add(judged.why, line);
    else this.#addKnown(judged, meaning.flow, line);
  }

  #addKnown(judged: KnownJudgement, flow: Flow, line: Line): void {
    if (judged.is === 'name resolution') this.#counts.nameResolutions += 1;
    else this.#counts.connections += 1;
    for (const each of judged.declared) {
      const entry = this.#seen.get(each);
      if (entry !== undefined) count(entry, flow.isDropped, undefined);
    }
    if (judged.is === 'connection' && judged.declared.length === 0) this.#tally(this.#undeclared, judged, flow, line);
    if (flow.isDropped) return;
    if (judged.denied !== undefined) this.#tally(this.#denied, judged, flow, line);
    if (judged.unjudged === undefined) return;
    this.#notUnderstood.add(`${judged.unjudged}, so that it is not known whether it is dropped`, line);
  }

  #tally(tally: Tally<FlowEntry>, judged: KnownJudgement, flow: Flow, line: Line): void {
    const make = () => ({ ...emptyEntry(), flow: judged.flow, why: judged.denied ?? '' });
    const entry = tally.entry(keyOf(judged.flow), make);
    if (entry === undefined) this.#notUnderstood.add('it is one of more flows than are told', line);
    else count(entry, flow.isDropped, addressOf(flow, judged.flow));
  }

  comparison(): Comparison {
    return {
      environment: this.#context.environment.name,
      neverSeen: neverSeen(this.#seen),
      undeclared: this.#undeclared.values().map((entry) => undeclaredOf(entry, this.#context)),
      wouldDrop: this.#denied.values().map((entry): WouldDrop => ({ ...seenOf(entry), why: entry.why })),
      notUnderstood: this.#notUnderstood.values(),
      counts: this.#counts,
    };
  }
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
