/** What makes a document unreadable, or is wrong in it: thrown where it ends the reading, and turned into a finding. */
export class Fault extends Error {
  override readonly name = 'Fault';
  /** Where in the text, in UTF-16 code units. */
  readonly offset: number;
  /** What would be right. */
  readonly remedy: string;
  /** The path of the field, where it is known. */
  readonly field: string | undefined;

  constructor(offset: number, problem: string, remedy: string, field?: string) {
    super(problem);
    this.offset = offset;
    this.remedy = remedy;
    this.field = field;
  }
}
