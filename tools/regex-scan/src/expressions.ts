import type { AnyNode, CallExpression, NewExpression } from 'acorn';
import { type Constants, constantFlags, constantsIn, constantText } from './constants.ts';
import { nodesOf } from './syntax.ts';

/** A regular expression in a module. */
export interface Expression {
  /** The line, from 1. */
  readonly line: number;
  /** The code that makes it. */
  readonly code: string;
  /** Undefined if it is built from more than constants, and can be anything. */
  readonly source: string | undefined;
  readonly flags: string;
  /** Whether it is applied again after each match: it has the flag `g` or `y`, or splits text. */
  readonly isRepeated: boolean;
  /** Why it is accepted without being judged: the text of the comment `// regex: …` above it. */
  readonly reason: string | undefined;
}

/** The comment that accepts an expression. */
const ACCEPTED = /^\/\/ regex: (\S.*)$/;

/**
 * The regular expressions of a module: literals, and calls of `RegExp`.
 *
 * @param text TypeScript or JavaScript.
 * @throws Error if it is neither.
 */
export function expressionsIn(text: string): readonly Expression[] {
  const nodes = nodesOf(text);
  const lines = text.split('\n').map((line) => line.trim());
  const constants = constantsIn(nodes);
  const splitting: readonly AnyNode[] = nodes.flatMap((node) => (isSplit(node) ? node.arguments.slice(0, 1) : []));
  return nodes.flatMap((node) => {
    const pattern = patternOf(node, constants);
    if (pattern === undefined) return [];
    const line = node.loc?.start.line ?? 0;
    return {
      ...pattern,
      line,
      code: text.slice(node.start, node.end),
      isRepeated: /[gy]/.test(pattern.flags) || splitting.includes(node),
      reason: reasonAbove(line, lines),
    };
  });
}

function patternOf(node: AnyNode, constants: Constants): Pick<Expression, 'source' | 'flags'> | undefined {
  if (node.type === 'Literal' && node.regex) return { source: node.regex.pattern, flags: node.regex.flags };
  if (!isRegExpCall(node)) return undefined;
  const [pattern, flags] = node.arguments;
  if (pattern === undefined) return { source: '', flags: '' };
  return {
    source: constantText(pattern, constants),
    flags: flags === undefined ? constantFlags(pattern, constants) : (constantText(flags, constants) ?? 'g'),
  };
}

function isRegExpCall(node: AnyNode): node is CallExpression | NewExpression {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
  return node.callee.type === 'Identifier' && node.callee.name === 'RegExp';
}

function isSplit(node: AnyNode): node is CallExpression {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { property } = node.callee;
  return property.type === 'Identifier' && property.name === 'split';
}

/** The reason in the comment lines directly above a line. It begins with `// regex:` and may go on for several lines. */
function reasonAbove(line: number, lines: readonly string[]): string | undefined {
  const comments: string[] = [];
  for (let above = line - 2; lines[above]?.startsWith('//'); above -= 1) {
    const text = lines[above] ?? '';
    const [, reason] = ACCEPTED.exec(text) ?? [];
    if (reason !== undefined) return [reason, ...comments].join(' ');
    comments.unshift(text.replace(/^\/\/ ?/, ''));
  }
  return undefined;
}
