import { expect } from 'vitest';
import { CANARY } from './texts.ts';

/** The format of a printed text. */
export type Medium = 'text' | 'markdown' | 'json' | 'sarif' | 'github';

/** Control characters, text directions, separators and lone surrogates: none may be printed, except the line feed. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Workflow commands: of GitHub at the beginning of a line, of Azure anywhere. */
const COMMAND = /^ *::|##\[|##vso\[/im;

/** Fails if a printed text could do harm, or contains a value of a Secret. */
export function expectSafe(printed: string, medium: Medium): void {
  expect(printed).not.toMatch(INVISIBLE);
  expect(printed).not.toContain(CANARY);
  expect(printed).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 16));
  expect(printed).not.toMatch(/^ {2,}at .+:\d+:\d+\)?$/m);
  expect(medium === 'github' ? withoutOwnCommands(printed) : printed).not.toMatch(COMMAND);
  if (medium === 'json' || medium === 'sarif') expect(() => JSON.parse(printed)).not.toThrow();
  if (medium === 'markdown') expectPlainMarkdown(printed);
}

/** Removes the workflow commands of the report itself: one per line, with a severity. */
function withoutOwnCommands(printed: string): string {
  return printed.replace(/^::(?:error|warning|notice) [^\n]*$/gm, '');
}

/** Fails if a hostile text became markup. In code blocks it is shown as it is. */
function expectPlainMarkdown(printed: string): void {
  expect(withoutFences(printed)).not.toMatch(/@team|<img|<script|!\[a\]|\]\(|<!-- f/);
}

/** The lines outside of fenced code blocks. */
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
