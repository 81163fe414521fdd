import { formatNames, nearest, type Problem } from '@k8s-blocks/refusal';

/**
 * The options that nothing reads, such as a misspelt one. Checked at run time too, since tsx and Node run TypeScript without
 * checking its types.
 *
 * @param known the names of all options; a table, so that the compiler finds one that is missing.
 */
export function unknownOptions(given: object, known: Readonly<Record<string, true>>): Problem[] {
  const names = Object.keys(known);
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(known, name));
  return unknown.map((field) => {
    const meant = nearest(field, names);
    const remedy = meant === undefined ? `There are ${formatNames(names)}.` : `Did you mean "${meant}"?`;
    return { field, problem: 'There is no such option.', remedy };
  });
}
