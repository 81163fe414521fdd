/** How a report is written. */
export interface ReportOptions {
  /** Whether the text has colours. It has none by default. */
  readonly color?: boolean;
  /**
   * Whether the text has each finding in full, and each that is waived. By default the same one in several environments is said
   * once, those that follow from another or are alike are counted, and those that are waived have a line each.
   */
  readonly verbose?: boolean;
  /** The folder that files are named from in `sarif` and `github`, which is the repository's: by default the working one. */
  readonly root?: string;
}
