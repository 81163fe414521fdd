import type { BuiltStack } from './built-stack.ts';
import { type DeclaredConnection, portRangeOf } from './connection.ts';

/** The ports that stand for all of a connection's: its first, and each from which on policies may judge otherwise. */
export function portsToTry({ portEdges }: BuiltStack, connection: DeclaredConnection): number[] {
  const { first, last } = portRangeOf(connection);
  return first === last ? [first] : [first, ...portEdges.filter((port) => first < port && port <= last)];
}
