import { printableMarkdown } from '@k8s-blocks/manifest';
import type { ObjectChange } from '../changes.ts';
import { type Consequence, EFFECTS } from '../consequence.ts';
import {
  type EnvironmentDifference,
  formatChanges,
  formatRewritten,
  formatSubject,
  shownChanges,
} from './environment-difference.ts';
import { mermaidPicture } from './mermaid.ts';
import { objectPatch } from './object-patch.ts';
import { type SecretTexts, secretTexts } from './without-secrets.ts';

/**
 * How many characters a report has at most, so that it fits in a comment on GitHub ("Body is too long (maximum is 65536
 * characters)") together with 1,000 characters of the program that posts it.
 */
export const MAX_COMMENT_LENGTH = 65_536 - 1_000;

/** Options of {@link markdownReport}. */
export interface MarkdownOptions {
  /** How many characters the report may have, at least 1,000. Default: {@link MAX_COMMENT_LENGTH}. */
  readonly maxLength?: number;
}

/** Reserved for the sentences at the end that count what does not fit. */
const END_LENGTH = 300;

/** What an environment gets at least: room for its heading, and for the line that counts what does not fit. */
const MIN_SECTION_LENGTH = 600;
const MORE_LENGTH = 100;

/** How much of an environment's name is shown, and of a note. */
const MAX_NAME_LENGTH = 63;
const MAX_NOTE_LENGTH = 500;

/**
 * A report for a pull request: for each environment the consequences, a picture of the connections that change, and, folded, the
 * patch of each object. A report that would be too long is cut: first the last patches, then pictures, then the least severe
 * consequences, then the last environments. Names and values of the objects are escaped, so that they are neither markup nor
 * mentions, and values of Secrets are hidden.
 */
export function markdownReport(
  differences: readonly EnvironmentDifference[],
  { maxLength = MAX_COMMENT_LENGTH }: MarkdownOptions = {},
): string {
  const budget = maxLength - END_LENGTH;
  // Consequences matter more than pictures, and these more than patches: they may take the whole budget.
  const sections = withinBudget(differences.map(sectionOf), budget);
  const forPictures = budget - lengthOf(sections.flatMap(({ lines }) => lines));
  const pictures = picturesWithin(sections, forPictures);
  const { folded, missing } = foldedWithin(sections, forPictures - lengthOf(pictures.flat()));
  const texts = sections.map(({ lines }, index) =>
    [lines.join('\n'), ...(pictures[index] ?? []), ...(folded[index] ?? [])].join('\n\n'),
  );
  return `${[...texts, ...formatMissing(differences.length - sections.length, missing)].join('\n\n')}\n`;
}

/** The lines of an environment, and what is below them: a picture of changed connections, and the patches, which are folded. */
interface Section {
  readonly lines: readonly string[];
  readonly picture: string | undefined;
  readonly changes: readonly ObjectChange[];
}

function sectionOf(difference: EnvironmentDifference): Section {
  const { environment, changes, consequences, notes } = difference;
  const rewritten = formatRewritten(changes);
  const lines = [
    `### ${printableMarkdown(shortened(environment, MAX_NAME_LENGTH))}: ${formatChanges(difference)}\n`,
    ...notes.map((note) => `> ${printableMarkdown(shortened(note, MAX_NOTE_LENGTH))}\n`),
    ...consequences.map(bullet),
    ...(rewritten === undefined ? [] : [`\n${printableMarkdown(rewritten)}`]),
  ];
  return { lines, picture: mermaidPicture(consequences), changes: shownChanges(changes) };
}

function bullet({ effect, object, field, text }: Consequence): string {
  const subject = field === undefined ? object : `${object} › ${field}`;
  return `- **${EFFECTS[effect]}**: ${printableMarkdown(subject)}. ${printableMarkdown(text)}`;
}

/** Gives each section an equal part of the budget, but enough for a heading, and cuts the last lines of longer ones. */
function withinBudget(sections: readonly Section[], budget: number): readonly Section[] {
  if (lengthOf(sections.flatMap(({ lines }) => lines)) <= budget) return sections;
  const part = Math.max(MIN_SECTION_LENGTH, Math.floor(budget / sections.length));
  return sections.slice(0, Math.max(1, Math.floor(budget / part))).map((section) => {
    const lines = linesWithin(section.lines, Math.min(part, budget) - MORE_LENGTH);
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

/** The picture of each section, as a list of one or none: those that fit in the budget, of which each is a whole or not there. */
function picturesWithin(sections: readonly Section[], budget: number): readonly (readonly string[])[] {
  let left = budget;
  return sections.map(({ picture }) => {
    if (picture === undefined || picture.length + 2 > left) return [];
    left -= picture.length + 2;
    return [picture];
  });
}

/** The patches of each section that fit in the budget, and how many do not. */
function foldedWithin(sections: readonly Section[], budget: number) {
  let left = budget;
  let missing = 0;
  const folded = sections.map(({ changes }) => {
    const secrets = secretTexts(changes);
    return changes.flatMap((change) => {
      // After the first that does not fit, no other is computed: a thousand patches take seconds.
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
  // A fence that is longer than any run of backticks in the patch, so that the patch cannot end it.
  const longest = [...patch.matchAll(/`+/g)].reduce((most, [ticks]) => Math.max(most, ticks.length), 2);
  const fence = '`'.repeat(longest + 1);
  const title = `${change.kind} ${printableMarkdown(formatSubject(change))}`;
  return `<details><summary>${title}</summary>\n\n${fence}diff\n${patch}\n${fence}\n\n</details>`;
}

function formatMissing(environments: number, differences: number): readonly string[] {
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
