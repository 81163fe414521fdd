import { type Faults, formed } from '../fault.ts';
import { qualifiedNameFault } from '../formats.ts';
import { podRule } from '../rule.ts';

const remedy = 'Use a qualified name, such as "example.com/ready".';

/**
 * What a pod waits for, before it is scheduled or counts as ready, has a qualified name, and is stated once.
 * See https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/.
 */
export const podGates = podRule('pod-gates', function* ({ spec, path }): Faults {
  for (const [index, { conditionType = '' }] of (spec.readinessGates ?? []).entries()) {
    const field = `${path}.spec.readinessGates[${index}].conditionType`;
    yield* formed(field, qualifiedNameFault(conditionType), remedy);
  }
  const names = new Set<string>();
  for (const [index, { name = '' }] of (spec.schedulingGates ?? []).entries()) {
    const field = `${path}.spec.schedulingGates[${index}].name`;
    yield* formed(field, qualifiedNameFault(name), remedy);
    if (names.has(name)) yield { field, problem: `"${name}" is stated more than once.`, remedy: 'Keep one of them.' };
    names.add(name);
  }
});
