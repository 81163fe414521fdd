import type { ObjectChange } from '../changes.ts';
import { type Consequence, EFFECTS } from '../consequence.ts';
import {
  type EnvironmentDifference,
  sayChanges,
  sayRewritten,
  shownChanges,
  titleOf,
} from './environment-difference.ts';
import { objectPatch } from './object-patch.ts';
import { plainMarkdown } from './shown.ts';

/**
 * The longest comment that GitHub takes, in characters: "Body is too long (maximum is 65536 characters)". Some are left
 * for whoever posts it.
 */
export const LONGEST_COMMENT = 65_536 - 1_000;

/** How the Markdown is written. */
export interface MarkdownOptions {
  /** The most characters, at least 1,000. Default: what GitHub takes as a comment. */
  readonly longest?: number;
}

/**
 * For a pull request: for each environment what follows from the change, and, folded, the difference of each object. What
 * would be too long is cut: first the differences, the last ones first, then what follows, the gravest being the last to go.
 */
export function markdownReport(
  differences: readonly EnvironmentDifference[],
  { longest = LONGEST_COMMENT }: MarkdownOptions = {},
): string {
  const full = differences.map((each) => sectionOf(each));
  // What follows matters more than the texts: it may take all but a little of the place.
  const heads = withinBudget(full, longest - 300);
  const room = longest - 300 - lengthOf(heads.flatMap(({ lines }) => lines));
  return render(heads, room);
}

interface Section {
  readonly lines: readonly string[];
  /** Lines of the consequences that were left out. */
  readonly missing: number;
  readonly changes: readonly ObjectChange[];
}

function sectionOf({ environment, changes, consequences, notes = [] }: EnvironmentDifference): Section {
  const rewritten = sayRewritten(changes);
  const lines = [
    `### ${plainMarkdown(environment)}: ${sayChanges(changes)}\n`,
    ...notes.map((note) => `> ${plainMarkdown(note)}\n`),
    ...consequences.map(bullet),
    ...(rewritten === undefined ? [] : [`\n${plainMarkdown(rewritten)}`]),
  ];
  return { lines, missing: 0, changes: shownChanges(changes) };
}

function bullet({ effect, object, field, text }: Consequence): string {
  const place = field === undefined ? object : `${object} › ${field}`;
  return `- **${EFFECTS[effect]}**: ${plainMarkdown(place)}. ${plainMarkdown(text)}`;
}

/** Each section gets an equal part; the last lines of one that needs more are left out. */
function withinBudget(sections: readonly Section[], budget: number): readonly Section[] {
  if (lengthOf(sections.flatMap(({ lines }) => lines)) <= budget) return sections;
  const each = Math.floor(budget / sections.length);
  return sections.map((section) => {
    let left = each - 100;
    const lines = section.lines.filter((line) => {
      left -= line.length + 1;
      return left >= 0;
    });
    return { ...section, lines, missing: section.lines.length - lines.length };
  });
}

function render(sections: readonly Section[], room: number): string {
  let left = room;
  let leftOut = 0;
  const texts = sections.map(({ lines, missing, changes }) => {
    const folded = changes.flatMap((change) => {
      // Once one does not fit no other is made: a thousand of them take a while.
      const text = leftOut > 0 ? undefined : foldedPatch(change);
      if (text !== undefined && text.length + 2 <= left) {
        left -= text.length + 2;
        return [text];
      }
      leftOut += 1;
      return [];
    });
    const more = missing === 0 ? [] : [`- … and ${missing} more, which do not fit here.`];
    return [[...lines, ...more].join('\n'), ...folded].join('\n\n');
  });
  const cut = leftOut === 0 ? '' : `\n\n*${leftOut} differences of objects do not fit here. Run the command for them.*`;
  return `${texts.join('\n\n')}${cut}\n`;
}

function foldedPatch(change: ObjectChange): string {
  const patch = objectPatch(change);
  // A fence longer than any in the text, so that no text ends it.
  const longest = Math.max(2, ...[...patch.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const title = `${change.kind} ${plainMarkdown(titleOf(change))}`;
  return `<details><summary>${title}</summary>\n\n${fence}diff\n${patch}\n${fence}\n\n</details>`;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 2, 0);
}
