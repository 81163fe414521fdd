import { tsPlugin } from '@sveltejs/acorn-typescript';
import { type AnyNode, Parser } from 'acorn';

const TypeScriptParser = Parser.extend(tsPlugin());

/**
 * Every node of a module's syntax tree, parents first.
 *
 * @param text TypeScript or JavaScript.
 * @throws Error if it is neither, with the line and the column.
 */
export function nodesOf(text: string): readonly AnyNode[] {
  // The plugin asks for locations: https://github.com/sveltejs/acorn-typescript#usage
  const options = { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true, locations: true } as const;
  return nodesBelow(TypeScriptParser.parse(text, options));
}

function nodesBelow(value: unknown): readonly AnyNode[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(nodesBelow);
  return isNode(value) ? [value, ...below] : below;
}

function isNode(value: object): value is AnyNode {
  return 'type' in value && typeof value.type === 'string' && 'start' in value;
}
