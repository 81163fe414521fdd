import type { Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { labelKeyViolations, labelValueViolations } from '../selector.ts';
import { nonEmpty, notSupported, quote, type Violations } from '../violation.ts';

type Toleration = NonNullable<Pod['spec']['tolerations']>[number];

/**
 * A toleration has a valid key, operator, value and effect.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export const tolerations = podRule('tolerations', function* ({ spec, path }): Violations {
  for (const [index, toleration] of (spec.tolerations ?? []).entries()) {
    yield* tolerationViolations(toleration, `${path}.tolerations[${index}]`);
  }
});

/** What is wrong with one toleration. */
export function* tolerationViolations(
  { key = '', operator = '', value = '', effect, tolerationSeconds }: Toleration,
  path: string,
): Violations {
  if (key !== '') yield* labelKeyViolations(`${path}.key`, key);
  else if (operator !== 'Exists') {
    const problem = `Without a key, the operator must be "Exists", and is ${quote(operator)}.`;
    yield { field: `${path}.operator`, problem, remedy: 'Give a key, or use "Exists" to tolerate every taint.' };
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    const problem = `tolerationSeconds needs the effect "NoExecute", and the effect is ${quote(effect ?? '')}.`;
    yield { field: `${path}.effect`, problem, remedy: 'Use "NoExecute", or remove tolerationSeconds.' };
  }
  yield* operatorViolations(operator, value, path);
  yield* notSupported(`${path}.effect`, nonEmpty(effect), ['NoSchedule', 'PreferNoSchedule', 'NoExecute']);
}

function* operatorViolations(operator: string, value: string, path: string): Violations {
  if (operator === 'Exists' && value !== '') {
    const problem = `"Exists" takes no value, and has ${quote(value)}.`;
    yield { field: `${path}.value`, problem, remedy: 'Remove the value, or use "Equal".' };
  } else if (operator === 'Lt' || operator === 'Gt') {
    const problem = `Kubernetes refuses the operator "${operator}", unless a feature gate of 1.35 or later is open.`;
    yield { code: 'FieldValueNotSupported', field: `${path}.operator`, problem, remedy: 'Use "Exists" or "Equal".' };
  } else if (operator === '' || operator === 'Equal') yield* labelValueViolations(`${path}.value`, value);
  else yield* notSupported(`${path}.operator`, operator, ['Exists', 'Equal']);
}
