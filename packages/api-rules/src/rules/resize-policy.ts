import { podRule } from '../rule.ts';
import { notSupported, type Violations } from '../violation.ts';

/**
 * What happens when a container's cpu or memory is changed while it runs is stated once for each.
 * See https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/.
 */
export const resizePolicy = podRule('resize-policy', function* ({ containers }): Violations {
  for (const { container, path } of containers) {
    const names = new Set<string>();
    for (const [index, { resourceName = '', restartPolicy = '' }] of (container.resizePolicy ?? []).entries()) {
      const place = `${path}.resizePolicy[${index}]`;
      yield* notSupported(`${place}.resourceName`, resourceName, ['cpu', 'memory']);
      yield* notSupported(`${place}.restartPolicy`, restartPolicy, ['NotRequired', 'RestartContainer']);
      if (names.has(resourceName)) {
        const problem = `"${resourceName}" is stated more than once.`;
        yield { code: 'FieldValueDuplicate', field: `${place}.resourceName`, problem, remedy: 'Keep one entry.' };
      }
      names.add(resourceName);
    }
  }
});
