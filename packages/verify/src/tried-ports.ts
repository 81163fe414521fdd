import type { BuiltStack } from './built-stack.ts';
import { type CalledPorts, portRangeOf } from './connection.ts';

/** The ports that stand for all of a connection's: its first, and each from which on policies may judge otherwise. */
export function portsToTry({ portEdges }: BuiltStack, called: CalledPorts): number[] {
  const { first, last } = portRangeOf(called);
  return first === last ? [first] : [first, ...portEdges.filter((port) => first < port && port <= last)];
}
