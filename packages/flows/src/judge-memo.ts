import { addressClasses } from './address-class.ts';
import type { FlowContext } from './context.ts';
import type { Flow, FlowEnd } from './flow.ts';
import { type JudgedFlow, judgeFlow } from './judged-flow.ts';

/** The most different flows whose judgement is kept: a log repeats a few of them. */
const MAX_KNOWN = 20_000;

/** Judges each flow once, of those that differ in what policies and declarations see. */
export function judgeMemo(context: FlowContext): (flow: Flow) => JudgedFlow {
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
