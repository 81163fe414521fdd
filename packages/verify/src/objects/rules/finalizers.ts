import { type Faults, formed, quote } from '../fault.ts';
import { qualifiedNameFault } from '../formats.ts';
import { kinds } from '../kinds.ts';
import { metadataRule, ruleFor } from '../rule.ts';

const remedy = 'Use a qualified name, such as "example.com/cleanup".';
const standard = ['kubernetes', 'orphan', 'foregroundDeletion'];

/**
 * Finalizers are qualified names, and do not contradict each other.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/.
 */
export const finalizers = metadataRule('finalizers', function* ({ finalizers = [] }) {
  for (const [index, name] of finalizers.entries()) {
    yield* formed(`metadata.finalizers[${index}]`, qualifiedNameFault(name), remedy);
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    const problem = '"orphan" and "foregroundDeletion" contradict each other.';
    yield { field: 'metadata.finalizers', problem, remedy: 'Keep one of them.' };
  }
});

/** Without a prefix, only those of Kubernetes itself are there; a PodDisruptionBudget may have any. */
export const prefixedFinalizers = ruleFor(
  'finalizers',
  kinds.filter((kind) => kind !== 'PodDisruptionBudget'),
  ({ metadata }) => unprefixedFaults(metadata?.finalizers ?? [], 'metadata.finalizers'),
);

/** The same of the finalizers that a Namespace has in its spec. */
export const namespaceFinalizers = ruleFor('finalizers', 'Namespace', function* ({ spec }): Faults {
  const names = spec?.finalizers ?? [];
  for (const [index, name] of names.entries()) {
    yield* formed(`spec.finalizers[${index}]`, qualifiedNameFault(name), remedy);
  }
  yield* unprefixedFaults(names, 'spec.finalizers');
});

function* unprefixedFaults(names: readonly string[], path: string): Faults {
  for (const [index, name] of names.entries()) {
    if (standard.includes(name) || name.includes('/') || qualifiedNameFault(name) !== undefined) continue;
    yield { field: `${path}[${index}]`, problem: `${quote(name)} is no finalizer of Kubernetes.`, remedy };
  }
}
