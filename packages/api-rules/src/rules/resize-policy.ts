import { podRule } from '../rule.ts';
import { notSupported, type Violations } from '../violation.ts';

/**
 * The resize policy of a container has one entry for each resource, cpu or memory.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
 */
export const resizePolicy = podRule('resize-policy', function* ({ containers }): Violations {
  for (const { container, path } of containers) {
    const names = new Set<string>();
    for (const [index, { resourceName = '', restartPolicy = '' }] of (container.resizePolicy ?? []).entries()) {
      const childPath = `${path}.resizePolicy[${index}]`;
      yield* notSupported(`${childPath}.resourceName`, resourceName, ['cpu', 'memory']);
      yield* notSupported(`${childPath}.restartPolicy`, restartPolicy, ['NotRequired', 'RestartContainer']);
      if (names.has(resourceName)) {
        const problem = `"${resourceName}" is listed more than once.`;
        yield { code: 'FieldValueDuplicate', field: `${childPath}.resourceName`, problem, remedy: 'Keep one entry.' };
      }
      names.add(resourceName);
    }
  }
});
