import { type Fact, podsWith } from '@k8s-blocks/findings';
import type { Labels } from '@k8s-blocks/reachability';
import type { BuiltStack } from './built-stack.ts';
import { endpointsOf } from './witness.ts';

/** Pods by which a connection is declared, and of which the build has none. */
interface MissingPods {
  readonly namespace: string;
  readonly labels: Labels;
}

/** The facts that do not hold because of pods that are declared and missing, of those that a selector would select. */
export function missingPodsFor(stack: BuiltStack, isSelected: (pods: MissingPods) => boolean): Fact[] {
  return stack
    .memo(findMissing)
    .filter(isSelected)
    .map(({ namespace, labels }) => podsWith(namespace, labels));
}

function findMissing(stack: BuiltStack): readonly MissingPods[] {
  return (stack.connections ?? [])
    .flatMap(({ from, to }) => [from, to])
    .flatMap((party) => {
      if (party === 'anywhere' || !('namespace' in party) || party.pods === undefined) return [];
      return endpointsOf(party, stack).length === 0 ? [{ namespace: party.namespace, labels: party.pods }] : [];
    });
}
