import { githubReport } from './github.ts';
import { jsonReport } from './json.ts';
import type { ReportOptions } from './report-options.ts';
import type { Result } from './result.ts';
import { sarifReport } from './sarif.ts';
import { textReport } from './text.ts';

/**
 * For whom a report is: `text` for people, `json` for programs, `sarif` for code scanning (SARIF 2.1.0), `github` for
 * the annotations of a GitHub workflow.
 */
export type Format = 'text' | 'json' | 'sarif' | 'github';

const WRITERS: Readonly<Record<Format, (result: Result, options: ReportOptions) => string>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
};

/**
 * The report of what was found, ending in a line break. What is quoted from manifests can neither steer a terminal, nor
 * give commands to a GitHub or Azure workflow, nor become a link: control and invisible characters are written as
 * `\u001b`.
 */
export function report(result: Result, format: Format, options: ReportOptions = {}): string {
  return WRITERS[format](result, options);
}
