import { formatReference, keyOf } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import type { ImportedObject } from '../manifests/imported-objects.ts';
import { workloadKindOf } from '../manifests/pods.ts';
import { viewOf } from './services.ts';

/** A workload that has the name of another in its namespace. */
export interface SharedName {
  readonly key: string;
  readonly problem: Problem;
}

/**
 * The workloads that share the name of another one of their namespace, and are of another kind: a map has one workload of a name. Of two,
 * the one that keeps running is imported, rather than a Job.
 */
export function sharedNames(objects: readonly ImportedObject[]): SharedName[] {
  const workloads = objects.filter((object) => workloadKindOf(viewOf(object)) !== undefined);
  const jobsLast = [...workloads].sort((one, other) => Number(endsByItself(one)) - Number(endsByItself(other)));
  const first = new Map<string, ImportedObject>();
  const found: SharedName[] = [];
  for (const object of jobsLast) {
    const { namespace, name } = object.reference;
    const place = `${namespace ?? ''}/${name}`;
    const other = first.get(place);
    if (other === undefined) first.set(place, object);
    else {
      const problem = `It is left out: ${formatReference(other.reference)} has its name in its namespace, and a map has one workload of a name.`;
      found.push({
        key: keyOf(object.reference),
        problem: { object: formatReference(object.reference), problem, remedy: 'Give it a name of its own.' },
      });
    }
  }
  return found;
}

function endsByItself({ reference: { kind } }: ImportedObject): boolean {
  return kind === 'Job' || kind === 'CronJob';
}
