import { isOlderKubernetes, type KubernetesVersion, nextKubernetes } from '@k8s-blocks/manifest';
import { readTable } from './read-table.ts';

/** Which versions of Kubernetes have a kind or field, where not all known ones do. */
export interface Span {
  /** The version that it came with; absent if the oldest known version has it. */
  readonly since?: string;
  /** The version that removed it; absent if the newest known version has it. */
  readonly removed?: string;
}

let spans: ReadonlyMap<string, string> | undefined;

/**
 * The versions that have a kind, a type or a field.
 *
 * @param name its type, and the field: `core/v1.PodSpec.workloadRef`.
 */
export function spanOf(name: string): Span {
  spans ??= readTable('versions');
  const [since = '', last = ''] = spans.get(name)?.split('-') ?? [];
  return { ...(since === '' ? {} : { since }), ...(last === '' ? {} : { removed: nextKubernetes(last) }) };
}

/** Whether a version of Kubernetes has what has this span. */
export function isIn({ since, removed }: Span, kubernetes: KubernetesVersion): boolean {
  if (since !== undefined && isOlderKubernetes(kubernetes, since)) return false;
  return removed === undefined || isOlderKubernetes(kubernetes, removed);
}

/** Why a version of Kubernetes does not have what has this span, as a part of a sentence: `it came with 1.36`. */
export function formatAbsence({ since, removed }: Span, kubernetes: KubernetesVersion): string {
  return since !== undefined && isOlderKubernetes(kubernetes, since)
    ? `it came with ${since}`
    : `it was removed with ${removed}`;
}
