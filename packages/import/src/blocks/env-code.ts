import type { Workload } from '@k8s-blocks/topology';
import { memberOf } from '../say/derived-texts.ts';
import { type Code, raw } from '../typescript/code.ts';

/** The environment as a block takes it: for another workload than the main one, `env.of(orders.workloads.worker)`. */
export function envCode(contract: string, { key }: Workload): Code {
  return raw(key === undefined ? 'env' : `env.of(${contract}.workloads${memberOf(key)})`);
}
