/** What makes a document unreadable, or is wrong in it: thrown where it ends the reading, and turned into a finding. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
  /** Where in the text, in UTF-16 code units. */
  readonly offset: number;
  /** What would be right. */
  readonly remedy: string;
  /** The steps to the field, where they are known: `['spec', 'ports', 0]`. */
  readonly path: readonly (string | number)[] | undefined;

  constructor(offset: number, problem: string, remedy: string, path?: readonly (string | number)[]) {
    super(problem);
    this.offset = offset;
    this.remedy = remedy;
    this.path = path;
  }
}
