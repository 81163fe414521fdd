import { qualifiedNameProblem } from '../formats.ts';
import { podRule } from '../rule.ts';
import { invalid, type Violations } from '../violation.ts';

const remedy = 'Use a qualified name, such as "example.com/ready".';

/**
 * What a pod waits for, before it is scheduled or counts as ready, has a qualified name, and is stated once.
 * See https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/.
 */
export const podGates = podRule('pod-gates', function* ({ spec, path }): Violations {
  for (const [index, { conditionType = '' }] of (spec.readinessGates ?? []).entries()) {
    const field = `${path}.spec.readinessGates[${index}].conditionType`;
    yield* invalid(field, qualifiedNameProblem(conditionType), remedy);
  }
  const names = new Set<string>();
  for (const [index, { name = '' }] of (spec.schedulingGates ?? []).entries()) {
    const field = `${path}.spec.schedulingGates[${index}].name`;
    yield* invalid(field, qualifiedNameProblem(name), remedy);
    if (names.has(name))
      yield {
        code: 'FieldValueDuplicate',
        field,
        problem: `"${name}" is stated more than once.`,
        remedy: 'Keep one of them.',
      };
    names.add(name);
  }
});
