import { Refusal } from '@k8s-blocks/refusal';
import { callingWorkload } from './caller.ts';
import type { Connection } from './connection.ts';
import type { Workload } from './workload.ts';

/**
 * The refusal of what a workload has no declared connection to.
 *
 * @param ofOthers the connections there that other workloads of the service have.
 */
export function undeclaredConnection(workload: Workload, target: string, ofOthers: readonly Connection[]): Refusal {
  const [owner] = ofOthers.flatMap(({ from }) => callingWorkload(from) ?? []);
  const instead = owner === undefined ? '' : `; or ask ${ownerText(owner)}, since ${owner.name} has one`;
  return new Refusal({
    problem: `${workload.name} has no declared connection to ${target}.`,
    remedy: `Declare it on the map: connection(${callerText(workload)}, …, 'why')${instead}.`,
  });
}

/** A workload as the map names it: `orders`, `orders.workloads.worker`. */
export function callerText({ contract, key }: Workload): string {
  return key === undefined ? contract : `${contract}.workloads.${key}`;
}

/** How an app asks for what is declared of a workload. */
function ownerText({ contract, key }: Workload): string {
  return key === undefined ? 'env itself' : `env.of(${contract}.workloads.${key})`;
}
