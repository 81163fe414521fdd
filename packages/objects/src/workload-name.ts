import { Refusal } from '@k8s-blocks/refusal';
import type { ServiceEnvironment } from '@k8s-blocks/topology';

/** What names of controllers may have, so that a suffix of eleven characters fits into a label, of which there are 63. */
const MAX_LENGTH = 52;

/**
 * Refuses the name of a StatefulSet or CronJob that is too long in the environment, with its prefix and suffix. An API
 * server refuses that of the second; it takes that of the first, and then no pod is made: their labels hold the name, a dash
 * and a hash.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#writing-a-cronjob-spec
 */
export function refuseLongName({ contract, workload, name: environment, nameOf }: ServiceEnvironment): void {
  const name = nameOf(workload.objectName);
  if (name.length <= MAX_LENGTH) return;
  throw new Refusal({
    service: contract.name,
    environment,
    object: `${workload.kind} ${workload.objectName}`,
    field: 'metadata.name',
    problem: `"${name}" has ${name.length} characters; its pods or Jobs need names and labels with eleven more, of at most 63.`,
    remedy: `Give the service a name of at most ${MAX_LENGTH} characters with prefix and suffix.`,
  });
}
