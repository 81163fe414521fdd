import { existenceOf } from '@k8s-blocks/findings';
import { configAddresses, type NowhereCode } from '../destination.ts';
import type { StackRule } from '../rule.ts';

/**
 * An address of the cluster, in a ConfigMap, a variable, a command or an argument, names a Service or a pod, and a
 * port of it, that are in the same environment.
 *
 * Why: connections to the address fail, or lead to another environment.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * data:
 *   API_URL: http://api.backend.svc.cluster.local:81 # the Service has port 80
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export const inStackAddress: StackRule<NowhereCode> = {
  name: 'in-stack-address',
  severity: 'error',
  *check(stack) {
    for (const { object, field, address, destination } of configAddresses(stack)) {
      if (destination.to !== 'nowhere') continue;
      yield {
        code: destination.code,
        object,
        field,
        problem: `"${address.text}" leads nowhere: ${destination.problem}`,
        why: 'Connections to the address fail, or lead to another environment.',
        remedy: destination.remedy,
        ...(destination.missing === undefined ? {} : { dueTo: [existenceOf(destination.missing)] }),
        ...(destination.mayBeElsewhere ? { severity: 'warning' as const } : {}),
      };
    }
  },
};
