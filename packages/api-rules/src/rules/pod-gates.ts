import { qualifiedNameProblem } from '../formats.ts';
import { refusedOfPods } from '../pod.ts';
import { podRule } from '../rule.ts';
import { invalid, type Violations } from '../violation.ts';

const REMEDY = 'Use a qualified name, such as "example.com/ready".';

/**
 * The readiness gates and scheduling gates of a pod are qualified names, no scheduling gate is listed twice, and a pod with
 * scheduling gates does not name its node.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/
 */
export const podGates = podRule('pod-gates', function* (pod): Violations {
  const { spec, path } = pod;
  for (const [index, { conditionType = '' }] of (spec.readinessGates ?? []).entries()) {
    const field = `${path}.readinessGates[${index}].conditionType`;
    yield* invalid(field, qualifiedNameProblem(conditionType), REMEDY);
  }
  if ((spec.nodeName ?? '') !== '' && (spec.schedulingGates ?? []).length > 0) {
    const problem = 'The pod names its node, although schedulingGates hold it back.';
    const code = 'FieldValueForbidden';
    yield refusedOfPods(pod, { code, field: `${path}.nodeName`, problem, remedy: 'Remove nodeName, or the gates.' });
  }
  const names = new Set<string>();
  for (const [index, { name = '' }] of (spec.schedulingGates ?? []).entries()) {
    const field = `${path}.schedulingGates[${index}].name`;
    yield* invalid(field, qualifiedNameProblem(name), REMEDY);
    if (names.has(name))
      yield {
        code: 'FieldValueDuplicate',
        field,
        problem: `"${name}" is listed more than once.`,
        remedy: 'Keep one of them.',
      };
    names.add(name);
  }
});
