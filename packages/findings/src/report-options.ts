/** How a report is written. */
export interface ReportOptions {
  /** Whether the text has colours. It has none by default. */
  readonly color?: boolean;
  /** The folder that files are named from in `sarif` and `github`, which is the repository's: by default the working one. */
  readonly root?: string;
}
