import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser, type Program } from 'acorn';

const TypeScriptParser = Parser.extend(tsPlugin());

/**
 * A piece of TypeScript as an ESTree. The parser is plain JavaScript, since a native one that crashes takes the whole
 * process with it, without an error.
 *
 * @throws Error if it is no TypeScript, with the line and the column.
 */
export function parse(text: string): Program {
  // The plugin asks for locations: https://github.com/sveltejs/acorn-typescript#usage
  return TypeScriptParser.parse(text, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
}
