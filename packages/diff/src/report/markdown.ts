import { printableMarkdown } from '@k8s-blocks/manifest';
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
import { type SecretTexts, secretTexts } from './without-secrets.ts';

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

/** Room for saying at the end what does not fit. */
const ROOM_FOR_END = 300;

/** The least that an environment gets: its heading, and that there is more. */
const LEAST_OF_SECTION = 600;
const ROOM_FOR_MORE = 100;

/** How much of a name of an environment is said, and of a note. */
const MOST_OF_NAME = 63;
const MOST_OF_NOTE = 500;

/**
 * For a pull request: for each environment what follows from the change, and, folded, the difference of each object. What
 * would be too long is cut: first the differences, the last ones first, then what follows, the gravest being the last to
 * go, then environments. Names and values of the objects are neither markup nor mentions in it, and no value of a Secret
 * shows.
 */
export function markdownReport(
  differences: readonly EnvironmentDifference[],
  { longest = LONGEST_COMMENT }: MarkdownOptions = {},
): string {
  const budget = longest - ROOM_FOR_END;
  // What follows matters more than the texts: it may take all of the place.
  const sections = withinBudget(differences.map(sectionOf), budget);
  const { folded, missing } = foldedWithin(sections, budget - lengthOf(sections.flatMap(({ lines }) => lines)));
  const texts = sections.map(({ lines }, index) => [lines.join('\n'), ...(folded[index] ?? [])].join('\n\n'));
  return `${[...texts, ...sayMissing(differences.length - sections.length, missing)].join('\n\n')}\n`;
}

/** What an environment has, by its lines, and the changes whose differences are to be folded below them. */
interface Section {
  readonly lines: readonly string[];
  readonly changes: readonly ObjectChange[];
}

function sectionOf(difference: EnvironmentDifference): Section {
  const { environment, changes, consequences, notes } = difference;
  const rewritten = sayRewritten(changes);
  const lines = [
    `### ${printableMarkdown(shortened(environment, MOST_OF_NAME))}: ${sayChanges(difference)}\n`,
    ...notes.map((note) => `> ${printableMarkdown(shortened(note, MOST_OF_NOTE))}\n`),
    ...consequences.map(bullet),
    ...(rewritten === undefined ? [] : [`\n${printableMarkdown(rewritten)}`]),
  ];
  return { lines, changes: shownChanges(changes) };
}

function bullet({ effect, object, field, text }: Consequence): string {
  const place = field === undefined ? object : `${object} › ${field}`;
  return `- **${EFFECTS[effect]}**: ${printableMarkdown(place)}. ${printableMarkdown(text)}`;
}

/** Each section gets an equal part, if it is enough for a heading; the last lines of one that needs more are left out. */
function withinBudget(sections: readonly Section[], budget: number): readonly Section[] {
  if (lengthOf(sections.flatMap(({ lines }) => lines)) <= budget) return sections;
  const part = Math.max(LEAST_OF_SECTION, Math.floor(budget / sections.length));
  return sections.slice(0, Math.max(1, Math.floor(budget / part))).map((section) => {
    const lines = linesWithin(section.lines, Math.min(part, budget) - ROOM_FOR_MORE);
    const missing = section.lines.length - lines.length;
    const more = missing === 0 ? [] : [`- … and ${missing} more, which do not fit here.`];
    return { ...section, lines: [...lines, ...more] };
  });
}

function linesWithin(lines: readonly string[], budget: number): readonly string[] {
  let left = budget;
  const end = lines.findIndex((line) => {
    left -= line.length + 2;
    return left < 0;
  });
  return end === -1 ? lines : lines.slice(0, end);
}

/** The differences of each section's objects, as far as there is room for them, and how many there is none for. */
function foldedWithin(sections: readonly Section[], room: number) {
  let left = room;
  let missing = 0;
  const folded = sections.map(({ changes }) => {
    const secrets = secretTexts(changes);
    return changes.flatMap((change) => {
      // Once one does not fit no other is made: a thousand of them take a while.
      const text = missing > 0 ? undefined : foldedPatch(change, secrets);
      if (text === undefined || text.length + 2 > left) {
        missing += 1;
        return [];
      }
      left -= text.length + 2;
      return [text];
    });
  });
  return { folded, missing };
}

function foldedPatch(change: ObjectChange, secrets: SecretTexts): string {
  const patch = objectPatch(change, secrets);
  // A fence longer than any in the text, so that no text ends it.
  const longest = [...patch.matchAll(/`+/g)].reduce((most, [ticks]) => Math.max(most, ticks.length), 2);
  const fence = '`'.repeat(longest + 1);
  const title = `${change.kind} ${printableMarkdown(titleOf(change))}`;
  return `<details><summary>${title}</summary>\n\n${fence}diff\n${patch}\n${fence}\n\n</details>`;
}

function sayMissing(environments: number, differences: number): readonly string[] {
  return [
    ...(environments === 0 ? [] : [`*${environments} environments do not fit here. Run the command for them.*`]),
    ...(differences === 0
      ? []
      : [`*${differences} differences of objects do not fit here. Run the command for them.*`]),
  ];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 2, 0);
}

function shortened(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`;
}
