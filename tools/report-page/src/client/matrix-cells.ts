import type { MatrixData, MatrixTarget, ReasonData } from '@k8s-blocks/report';
import { data, isAllowed, reasonAt } from './data.ts';

/** A cell of the matrix: whether a source reaches a target, and why. */
export interface Cell {
  readonly allowed: boolean;
  readonly egress: ReasonData;
  readonly ingress: ReasonData;
  /** The positions of the connections that declare it. */
  readonly declared: readonly number[];
  /** Whether neither end is of the stack. */
  readonly isForeign: boolean;
}

/** What a cell says in one sign, and the words for it. */
export const SIGNS = {
  declared: { sign: '✓', words: 'reaches it, as the map declares' },
  open: { sign: '○', words: 'reaches it, though the map does not declare it' },
  foreign: { sign: '', words: 'is not about the stack' },
  itself: { sign: '·', words: 'is at both ends' },
  caller: { sign: '⇥', words: 'denied at the caller' },
  callee: { sign: '⇤', words: 'denied at the callee' },
  both: { sign: '–', words: 'denied at both sides' },
} as const;

export type Sign = keyof typeof SIGNS;

const exceptions = new WeakMap<readonly number[], ReadonlyMap<number, number>>();

/** The cell of a source and a target in an environment. */
export function cellAt(environment: number, source: number, target: number): Cell {
  const matrix = data.environments[environment]?.matrix;
  const egress = reasonAt(matrix && reasonIn(matrix, matrix.egressExceptions, matrix.egress[source], source, target));
  const ingress = reasonAt(
    matrix && reasonIn(matrix, matrix.ingressExceptions, matrix.ingress[target], source, target),
  );
  const allowed = isAllowed(egress) && isAllowed(ingress);
  return {
    allowed,
    egress,
    ingress,
    declared: matrix === undefined ? [] : declaredIn(environment, matrix, source, target),
    isForeign: matrix?.sources[source]?.service === undefined && matrix?.targets[target]?.outside !== undefined,
  };
}

/** What the sign of a cell is. */
export function signOf({ allowed, egress, ingress, declared, isForeign }: Cell): Sign {
  if (isForeign) return 'foreign';
  if (egress.kind === 'same-pod') return 'itself';
  if (allowed) return declared.length > 0 ? 'declared' : 'open';
  if (isAllowed(egress)) return 'callee';
  return isAllowed(ingress) ? 'caller' : 'both';
}

/** Whether no policy is for any pod of an environment, so that everything reaches everything. */
export function isUnpoliced(environment: number): boolean {
  const matrix = data.environments[environment]?.matrix;
  if (matrix === undefined || matrix.targets.length === 0) return false;
  const others = [...matrix.egressExceptions, ...matrix.ingressExceptions].filter((_, index) => index % 3 === 2);
  return [...matrix.egress, ...matrix.ingress, ...others].every((reason) => {
    const { kind } = reasonAt(reason);
    return kind === 'open' || kind === 'same-pod';
  });
}

function reasonIn(
  { targets }: MatrixData,
  listed: readonly number[],
  usual: number | undefined,
  source: number,
  target: number,
): number | undefined {
  const known = exceptions.get(listed) ?? indexed(listed, targets.length);
  exceptions.set(listed, known);
  return known.get(source * targets.length + target) ?? usual;
}

/** Triples of source, target and reason, by source and target. */
function indexed(listed: readonly number[], width: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let at = 0; at < listed.length; at += 3) {
    const [source = 0, target = 0, reason = 0] = listed.slice(at, at + 3);
    found.set(source * width + target, reason);
  }
  return found;
}

function declaredIn(environment: number, { sources, targets }: MatrixData, source: number, target: number): number[] {
  const [caller, callee] = [sources[source], targets[target]];
  if (caller === undefined || callee === undefined) return [];
  return connectionsTo(calleeKey(callee)).filter((position) => {
    const connection = data.connections[position];
    if (connection === undefined || connection.environments[environment] === null) return false;
    const { from } = connection;
    if ('outside' in from) return from.outside === caller.outside || data.outsides[from.outside]?.anywhere === true;
    return from.service === caller.service && from.workload === caller.workload;
  });
}

const byPort = new Map<string, number[]>();

/** The positions of the connections to a port, which {@link calleeKey} names. */
function connectionsTo(key: string): readonly number[] {
  if (byPort.size === 0) {
    for (const [position, { to, port, portName: name }] of data.connections.entries()) {
      const known = calleeKey({ ...to, port, ...(name === undefined ? {} : { name }) });
      byPort.set(known, [...(byPort.get(known) ?? []), position]);
    }
  }
  return byPort.get(key) ?? [];
}

/** A port of a service by its name: it has another number in the pods. One outside has a number alone. */
function calleeKey({ service, outside, name, port }: Partial<MatrixTarget>): string {
  return service === undefined ? `outside ${outside} ${port}` : `${service} ${name}`;
}
