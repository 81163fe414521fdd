import type { Contract } from './contract.ts';
import type { Internet } from './internet.ts';
import type { Outside } from './outside.ts';
import type { Workload } from './workload.ts';

/** Who calls: the main workload of a service, another one of its workloads, a party outside, or whoever asks for a host. */
export type Caller = Contract | Workload | Outside | Internet;

/** Whether the party is a service of the stack, and as a caller its main workload. */
export function isContract(party: Caller): party is Contract {
  return 'ports' in party;
}

/** Whether the party is one workload of a service of the stack. */
export function isWorkload(party: Caller): party is Workload {
  return 'kind' in party;
}

/** The workload that calls; undefined for a party outside. */
export function callingWorkload(party: Caller): Workload | undefined {
  if (isContract(party)) return party.main;
  return isWorkload(party) ? party : undefined;
}

/** A caller in a message: `orders`, `orders-worker`, `anywhere`, `namespace monitoring`. */
export function formatCaller(party: Caller): string {
  return 'name' in party ? party.name : party.title;
}
