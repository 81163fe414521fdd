import type { Protocol, Verdict } from '@k8s-blocks/reachability';
import { explain } from '@k8s-blocks/reachability';
import type { RuleWorkload } from './rule-workload.ts';

/** One step of a path: who calls whom, and what lets it through. */
export interface Hop {
  /** The caller: `the internet`, `connector`. */
  readonly from: string;
  /** The callee: `tigerbeetle`. */
  readonly to: string;
  /** The port of the callee. Absent for the way from the internet to the controller of routes, of which no policy here decides. */
  readonly port?: number;
  readonly protocol: Protocol;
  /** The rules of policies that let it through, or that no policy isolates the pods, as a sentence. */
  readonly why: string;
}

/** How one party gets to another: by one connection, or from pod to pod. */
export interface Path {
  readonly hops: readonly Hop[];
  /** The path in one line: `the internet → connector:4000 → tigerbeetle:3000`. */
  readonly text: string;
  /** The workload that it begins at; absent where that is a party outside. */
  readonly from?: RuleWorkload;
  /** The workload that it ends at; absent where that is a party outside. */
  readonly to?: RuleWorkload;
  /** The port at its end. */
  readonly port: number;
  readonly protocol: Protocol;
}

/** A hop that policies let through. */
export function hopOf(from: string, to: string, verdict: Verdict): Hop {
  return { from, to, port: verdict.port, protocol: verdict.protocol, why: explain(verdict) };
}

/** A path of some hops. */
export function pathOf(hops: readonly Hop[], ends: Pick<Path, 'from' | 'to' | 'port' | 'protocol'>): Path {
  const [first] = hops;
  const text = [first?.from ?? '', ...hops.map(formatStep)].join(' → ');
  return { hops, text, ...ends };
}

/** Paths that differ in what is said of them: several addresses may stand for one party outside. */
export function distinctPaths(paths: readonly Path[]): Path[] {
  const keyOf = ({ text, from, to }: Path) => [text, from?.object.title, to?.object.title].join('\n');
  return [...new Map(paths.toReversed().map((path) => [keyOf(path), path])).values()].toReversed();
}

function formatStep({ to, port, protocol }: Hop): string {
  if (port === undefined) return to;
  return protocol === 'TCP' ? `${to}:${port}` : `${to}:${port}/${protocol}`;
}
