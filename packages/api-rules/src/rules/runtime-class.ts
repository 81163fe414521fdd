import type { IRuntimeClass } from 'kubernetes-models/node.k8s.io/v1/RuntimeClass';
import { resourceViolations } from '../resources.ts';
import { labelViolations } from '../selector.ts';
import { typeRule } from '../type-rule.ts';
import { quote } from '../violation.ts';
import { tolerationViolations } from './tolerations.ts';

/**
 * A RuntimeClass selects nodes by valid labels, tolerates valid taints, each once, and asks for resources as a container does.
 *
 * @example
 * apiVersion: node.k8s.io/v1
 * kind: RuntimeClass
 * metadata: { name: gvisor }
 * handler: runsc
 * overhead: { podFixed: { cpus: 250m } } # cpu
 *
 * @see https://kubernetes.io/docs/concepts/containers/runtime-class/
 */
export const runtimeClass = typeRule<IRuntimeClass>('runtime-class', 'node/v1.RuntimeClass', function* (object) {
  const { overhead = {}, scheduling = {} } = object;
  for (const violation of resourceViolations({ limits: overhead.podFixed ?? {} }, 'overhead', 'container')) {
    yield { ...violation, field: violation.field.replace(/^overhead\.limits/, 'overhead.podFixed') };
  }
  yield* labelViolations(scheduling.nodeSelector, 'scheduling.nodeSelector');
  const seen = new Set<string>();
  for (const [index, toleration] of scheduling.tolerations?.entries() ?? []) {
    const field = `scheduling.tolerations[${index}]`;
    yield* tolerationViolations(toleration, field);
    const { key = '', operator = '', value = '', effect = '' } = toleration;
    const taint = JSON.stringify([key, operator, value, effect]);
    if (seen.has(taint)) {
      const problem = `${quote(key)} is tolerated before.`;
      yield { code: 'FieldValueDuplicate', field, problem, remedy: 'Remove one of the two.' };
    }
    seen.add(taint);
  }
});
