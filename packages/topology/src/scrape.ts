import { quote } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';

/** How a Prometheus reads the metrics of a port. */
export interface Scrape {
  /** Begins with a slash. Default of Prometheus: `/metrics`. */
  readonly path?: string;
  /** How often: `30s`. Default: that of the Prometheus. */
  readonly interval?: string;
}

/** @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/ */
const DURATION = /^(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

/** What is wrong with how a port is scraped; empty if nothing is. */
export function scrapeProblems(field: string, scrape: unknown): Problem[] {
  if (typeof scrape !== 'object' || scrape === null) {
    return [
      { field, problem: 'Its scrape is not an object.', remedy: "Give { path: '/metrics', interval: '30s' }, or {}." },
    ];
  }
  const { path, interval }: { readonly path?: unknown; readonly interval?: unknown } = scrape;
  const problems: Problem[] = [];
  if (path !== undefined && !(typeof path === 'string' && path.startsWith('/'))) {
    const problem = `The path ${quote(String(path))} does not begin with a slash.`;
    problems.push({ field, problem, remedy: "Give one, such as '/metrics'." });
  }
  if (interval !== undefined && !(typeof interval === 'string' && DURATION.test(interval))) {
    const problem = `${quote(String(interval))} is not a duration of Prometheus.`;
    problems.push({ field, problem, remedy: "Give one, such as '30s' or '1m30s'." });
  }
  return problems;
}
