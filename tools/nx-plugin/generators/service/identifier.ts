import { runInNewContext } from 'node:vm';
import { parse } from './syntax.ts';

/** A service's name as TypeScript writes it: `agent-society` as `agentSociety`. */
export function identifierOf(name: string): string {
  return name.replace(/(?<!-)-+([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}

/** Whether JavaScript has an identifier for itself: a keyword, or what every program has, such as `undefined`. */
export function isReserved(identifier: string): boolean {
  try {
    return runInNewContext(`'use strict'; async () => { const ${identifier} = 0; }; '${identifier}' in globalThis`);
  } catch {
    return true;
  }
}

/** The identifiers that mean something in a piece of TypeScript. The names of properties are none of them. */
export function identifiersIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && node.type === 'Identifier' && 'name' in node) found.add(String(node.name));
    for (const [key, child] of Object.entries(node)) if (!isPropertyName(node, key)) visit(child);
  };
  visit(parse(text));
  return found;
}

/** Whether a child of a node is the name of a property: `ports` in `payments.ports` and in `{ ports: [] }`. */
function isPropertyName(node: object, key: string): boolean {
  return (key === 'property' || key === 'key') && 'computed' in node && node.computed === false;
}
