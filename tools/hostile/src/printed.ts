import { expect } from 'vitest';
import { CANARY } from './texts.ts';

/** How what was printed is meant to be read. */
export type Medium = 'text' | 'markdown' | 'json' | 'sarif' | 'github';

/** Controls, directions, separators, lone surrogates: nothing of them may be printed as it is, but the line feed. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** What would be a command to a workflow: of GitHub at the beginning of a line, of Azure anywhere. */
const COMMAND = /^ *::|##\[|##vso\[/im;

/** Fails if what was printed, for whatever input, could harm its reader, or shows a value of a Secret. */
export function expectHarmless(printed: string, medium: Medium): void {
  expect(printed).not.toMatch(INVISIBLE);
  expect(printed).not.toContain(CANARY);
  expect(printed).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 16));
  expect(printed).not.toMatch(/^ {2,}at .+:\d+:\d+\)?$/m);
  expect(medium === 'github' ? withoutOwnCommands(printed) : printed).not.toMatch(COMMAND);
  if (medium === 'json' || medium === 'sarif') expect(() => JSON.parse(printed)).not.toThrow();
  if (medium === 'markdown') expectPlainMarkdown(printed);
}

/** The commands of the report itself: one a line, with a severity that is ours. */
function withoutOwnCommands(printed: string): string {
  return printed.replace(/^::(?:error|warning) [^\n]*$/gm, '');
}

/** Nothing of others is markup: what stands in code blocks is shown as it is. */
function expectPlainMarkdown(printed: string): void {
  expect(withoutFences(printed)).not.toMatch(/@team|<img|<script|!\[a\]|\]\(|<!-- f/);
}

/** The lines that are not between a fence and its like. */
function withoutFences(markdown: string): string {
  let fence: string | undefined;
  const lines = markdown.split('\n').filter((line) => {
    if (fence === undefined && line.startsWith('```')) {
      fence = /^`+/.exec(line)?.[0];
      return false;
    }
    const isInside = fence !== undefined;
    if (line === fence) fence = undefined;
    return !isInside;
  });
  return lines.join('\n');
}
