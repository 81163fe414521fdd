/** What is wrong with the names of objects. */
import { invalid, quote, required, type Violations } from './violation.ts';

/** What is wrong with a name, as a sentence; undefined if nothing is. */
export type NameProblem = (name: string) => string | undefined;

/** What would be a right name of most kinds. */
export const SUBDOMAIN_REMEDY =
  'Use lower-case letters, digits, "-" and ".", at most 253, with a letter or digit at both ends.';

/** How much the server takes of a `generateName`, and what it could put behind it. */
const MAX_GENERATED = 58;
const SUFFIX = 'aaaaa';

/** What is wrong with the name of an object, or with what its name begins with. */
export function* nameViolations(name = '', generateName = '', nameProblem: NameProblem, remedy: string): Violations {
  if (generateName !== '') {
    // A "-" at its end is right, since the server puts characters behind it.
    const masked = generateName.replace(/(?<=.)-$/, 'a');
    const completed = generateName.slice(0, MAX_GENERATED) + SUFFIX;
    const wrong = [masked, completed].find((each) => nameProblem(each) !== undefined);
    const sentence = wrong && nameProblem(wrong)?.replace(quote(wrong), quote(generateName));
    yield* invalid('metadata.generateName', sentence, remedy);
  } else if (name === '') yield required('metadata.name', 'Give it a name.');
  if (name !== '') yield* invalid('metadata.name', nameProblem(name), remedy);
}
