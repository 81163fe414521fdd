import type { Problem } from '@k8s-blocks/refusal';
import { type Expression, expressionsIn } from './expressions.ts';
import { problemOf } from './judge.ts';
import type { Module } from './sources.ts';

interface Located {
  readonly file: string;
  readonly expression: Expression;
}

const REMEDY = 'Make it linear, or accept it with a reason in a comment above it: // regex: <reason>';

/** The result of {@link scan}. */
export interface Scan {
  /** How many regular expressions they have. */
  readonly count: number;
  /** How many of them are accepted by a comment, and not judged. */
  readonly accepted: number;
  readonly problems: readonly Problem[];
}

/**
 * Judges every regular expression of some modules. It is a problem if its time is not linear in the length of its input,
 * unless a comment above it accepts it: `// regex: <reason>`. A module that cannot be parsed is a problem too.
 */
export async function scan(modules: readonly Module[]): Promise<Scan> {
  const found: Located[] = [];
  const problems: Problem[] = [];
  for (const { file, text } of modules) {
    try {
      found.push(...expressionsIn(text).map((expression) => ({ file, expression })));
    } catch (error) {
      problems.push({ file, problem: `It cannot be parsed: ${error instanceof Error ? error.message : error}.` });
    }
  }
  const judged = found.filter(({ expression }) => expression.reason === undefined);
  problems.push(...(await problemsOf(judged)));
  return { count: found.length, accepted: found.length - judged.length, problems };
}

/** Judges one expression after the other, and equal expressions once. */
async function problemsOf(found: readonly Located[]): Promise<readonly Problem[]> {
  const memo = new Map<string, string | undefined>();
  const problems: Problem[] = [];
  for (const { file, expression } of found) {
    const { line, code, source, flags, isRepeated } = expression;
    const key = JSON.stringify([source, flags, isRepeated]);
    if (!memo.has(key)) memo.set(key, await problemOf(expression));
    const problem = memo.get(key);
    if (problem !== undefined) problems.push({ file: `${file}:${line}`, object: code, problem, remedy: REMEDY });
  }
  return problems;
}
