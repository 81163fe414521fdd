import { EFFECTS, formatChanges } from '@k8s-blocks/diff';
import type { Stack } from '@k8s-blocks/topology';
import type { DifferenceData } from './difference-data.ts';
import type { EnvironmentChanges } from './environment-changes.ts';

/**
 * What a change does to a stack, for its page.
 *
 * @param facts.base what the stack is compared with, in words.
 * @param facts.leftOut that of the map: see `changedMap`.
 */
export function differenceData(
  stack: Pick<Stack, 'startOrder'>,
  environments: readonly EnvironmentChanges[],
  { base, leftOut = 0 }: Pick<DifferenceData, 'base' | 'leftOut'>,
): DifferenceData {
  const positions = new Map(stack.startOrder.map(({ name }, position) => [name, position]));
  return {
    base,
    ...(leftOut === 0 ? {} : { leftOut }),
    environments: environments.map(({ difference, serviceOf }) => ({
      name: difference.environment,
      summary: formatChanges(difference),
      notes: difference.notes,
      consequences: difference.consequences.map(({ effect, object, field, text }) => {
        const service = positions.get(serviceOf(object) ?? '');
        return {
          effect,
          label: EFFECTS[effect],
          object,
          ...(field === undefined ? {} : { field }),
          text,
          ...(service === undefined ? {} : { service }),
        };
      }),
    })),
  };
}
