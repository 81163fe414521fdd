import type { Problem } from '@k8s-blocks/refusal';
import { type Expression, expressionsIn } from './expressions.ts';
import { faultOf } from './judge.ts';
import type { Module } from './sources.ts';

interface Located {
  readonly file: string;
  readonly expression: Expression;
}

const REMEDY = 'Make it linear, or say in a comment above it why it may stand as it is: // regex: <reason>';

/** What was found in some modules. */
export interface Scan {
  /** How many regular expressions they have. */
  readonly count: number;
  /** How many of them are accepted, and so not judged. */
  readonly accepted: number;
  readonly problems: readonly Problem[];
}

/**
 * Judges every regular expression of some modules. One whose time is not linear in the length of its input is a problem,
 * unless a comment above it, `// regex: …`, says why it is accepted. So is a module that cannot be parsed.
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

/** One after the other, and each expression once, however often it is written. */
async function problemsOf(found: readonly Located[]): Promise<readonly Problem[]> {
  const faults = new Map<string, string | undefined>();
  const problems: Problem[] = [];
  for (const { file, expression } of found) {
    const { line, code, source, flags, isRepeated } = expression;
    const key = JSON.stringify([source, flags, isRepeated]);
    if (!faults.has(key)) faults.set(key, await faultOf(expression));
    const problem = faults.get(key);
    if (problem !== undefined) problems.push({ file: `${file}:${line}`, object: code, problem, remedy: REMEDY });
  }
  return problems;
}
