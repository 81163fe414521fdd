import { readTable } from './read-table.ts';

/** The versions of Kubernetes by which objects are judged. */
export const JUDGED_VERSIONS = ['1.35', '1.36'] as const;

let spans: ReadonlyMap<string, string> | undefined;

/**
 * Which of the judged versions have a field.
 *
 * @param name with its type: `core/v1.PodSpec.workloadRef`.
 */
export function judgedVersionsIn(name: string): readonly string[] {
  spans ??= readTable('versions');
  const span = spans.get(name);
  if (span === undefined) return JUDGED_VERSIONS;
  const [since = '', until = ''] = span.split('-');
  return JUDGED_VERSIONS.filter(
    (version) =>
      (since === '' || minorOf(version) >= minorOf(since)) && (until === '' || minorOf(version) <= minorOf(until)),
  );
}

function minorOf(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}
