import type { IPriorityLevelConfiguration } from 'kubernetes-models/flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { quote, required, type Violations } from '../violation.ts';

type Level = Loose<IPriorityLevelConfiguration>;
type Limited = NonNullable<NonNullable<Level['spec']>['limited']>;

/**
 * A PriorityLevelConfiguration says how it limits requests, and how it queues them if it does, and nothing else.
 *
 * @example
 * apiVersion: flowcontrol.apiserver.k8s.io/v1
 * kind: PriorityLevelConfiguration
 * metadata: { name: shop }
 * spec:
 *   type: Limited
 *   limited: { limitResponse: { type: Reject, queuing: { queues: 8 } } } # rejects, and has queues
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/flow-control/#prioritylevelconfiguration
 */
export const priorityLevelConfiguration = typeRule<Level>(
  'priority-level-configuration',
  'flowcontrol/v1.PriorityLevelConfiguration',
  function* ({ metadata = {}, spec = {} }) {
    const { type = '', limited, exempt } = spec;
    if (type !== '' && (type === 'Exempt') !== (metadata.name === 'exempt')) {
      const problem = `The type is ${quote(type)}, and "Exempt" is that of the one called "exempt" alone.`;
      yield { field: 'spec.type', problem, remedy: 'Use the type "Limited".' };
    }
    if (type === 'Limited') {
      if (limited === undefined) yield required('spec.limited', 'Say how it limits requests.');
      else yield* limitedViolations(limited);
      if (exempt !== undefined) yield notOf(type, 'spec.exempt');
    } else if (type === 'Exempt' && limited !== undefined) yield notOf(type, 'spec.limited');
  },
);

function* limitedViolations({ limitResponse = {} }: Limited): Violations {
  const { type, queuing } = limitResponse;
  const field = 'spec.limited.limitResponse.queuing';
  if (type === 'Queue') {
    if (queuing === undefined) yield required(field, 'Say how it queues requests, if only as {}.');
    else yield* queuingViolations(queuing, field);
  } else if (type === 'Reject' && queuing !== undefined) yield notOf(type, field);
}

type Queuing = NonNullable<NonNullable<Limited['limitResponse']>['queuing']>;

/** The server takes 0 for absent. */
const QUEUES = 64;
const HAND_SIZE = 8;

/** How many bits of a hash there are to choose the hand of queues by. */
const MAX_HASH_BITS = 60;

function* queuingViolations({ queues: givenQueues = 0, handSize: givenHand = 0 }: Queuing, path: string): Violations {
  const queues = givenQueues === 0 ? QUEUES : givenQueues;
  const handSize = givenHand === 0 ? HAND_SIZE : givenHand;
  if (queues < 0 || handSize < 0) return;
  const problem =
    handSize > queues
      ? `A hand of ${handSize} is of more than the ${queues} queues that there are.`
      : Math.ceil(bitsOf(queues, handSize)) > MAX_HASH_BITS
        ? `A hand of ${handSize} of ${queues} queues takes more than ${MAX_HASH_BITS} bits to choose.`
        : undefined;
  if (problem !== undefined) yield { field: `${path}.handSize`, problem, remedy: 'Use a smaller number.' };
}

function bitsOf(queues: number, handSize: number): number {
  let bits = 0;
  for (let at = 0; at < handSize && bits <= MAX_HASH_BITS; at += 1) bits += Math.log2(queues - at);
  return bits;
}

function notOf(type: string, field: string) {
  const problem = `The type is ${quote(type)}, which has no ${field.slice(field.lastIndexOf('.') + 1)}.`;
  return { code: 'FieldValueForbidden', field, problem, remedy: 'Remove it, or use another type.' } as const;
}
