/** What is wrong with the names of objects. */
import type { Metadata } from './kinds.ts';
import { invalid, quote, required, type Violations } from './violation.ts';

/** What would be a right name of most kinds. */
export const SUBDOMAIN_REMEDY =
  'Use lower-case letters, digits, "-" and ".", at most 253, with a letter or digit at both ends.';

/** The names that objects of a kind may have. */
export interface NameForm {
  /** What is wrong with a name, as a sentence; undefined if nothing is. */
  readonly problem: (name: string) => string | undefined;
  /** What would be right. */
  readonly remedy: string;
  /**
   * Whether the server looks at a `generateName` together with what it puts behind it, and not by itself, which a "." at its end
   * would make wrong.
   */
  readonly isCompleted?: boolean;
}

/** How much the server takes of a `generateName`, and what it could put behind it. */
const MAX_GENERATED = 58;
const SUFFIX = 'aaaaa';

/** A name as the server makes it of a `generateName`: the characters that it puts behind it may be others. */
export function completedName(generateName: string): string {
  return generateName.slice(0, MAX_GENERATED) + SUFFIX;
}

/** What is wrong with the name of an object, or with what its name begins with. */
export function* nameViolations({ name = '', generateName = '' }: Metadata, form: NameForm): Violations {
  const { problem, remedy, isCompleted = false } = form;
  if (generateName !== '' && !(isCompleted && name !== '')) {
    // A "-" at its end is right, since the server puts characters behind it.
    const masked = isCompleted ? [] : [generateName.replace(/(?<=.)-$/, 'a')];
    const wrong = [...masked, completedName(generateName)].find((each) => problem(each) !== undefined);
    const sentence = wrong && problem(wrong)?.replace(quote(wrong), quote(generateName));
    yield* invalid('metadata.generateName', sentence, remedy);
  } else if (name === '') yield required('metadata.name', 'Give it a name.');
  if (name !== '') yield* invalid('metadata.name', problem(name), remedy);
}
