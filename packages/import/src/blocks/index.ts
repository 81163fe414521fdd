import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import type { Block, Finder } from './block.ts';
import { configMapBlock, secretBlock } from './configuration.ts';
import { namespaceBlock } from './namespace.ts';
import { budgetBlock } from './pod-disruption-budget.ts';
import { policyBlock } from './policy.ts';
import { serviceBlock } from './service.ts';
import { accountBlock } from './service-account.ts';
import { workloadBlock } from './workload.ts';

export type { Block } from './block.ts';

const FINDERS: Readonly<Record<string, Finder>> = {
  ' ConfigMap': configMapBlock,
  ' Namespace': namespaceBlock,
  ' Secret': secretBlock,
  ' Service': serviceBlock,
  ' ServiceAccount': accountBlock,
  'apps DaemonSet': workloadBlock,
  'apps Deployment': workloadBlock,
  'apps StatefulSet': workloadBlock,
  'batch CronJob': workloadBlock,
  'batch Job': workloadBlock,
  'networking.k8s.io NetworkPolicy': policyBlock,
  'policy PodDisruptionBudget': budgetBlock,
};

/**
 * The block that makes an object as it was read; undefined where none gives exactly that.
 *
 * @param contract the name of the contract in the module.
 */
export function blockOf(object: ObjectForms, service: ServiceForms, contract: string): Block | undefined {
  const { group, kind } = object.object.reference;
  return FINDERS[`${group} ${kind}`]?.(object, service, contract);
}
