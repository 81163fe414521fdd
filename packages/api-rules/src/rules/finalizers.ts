import { qualifiedNameProblem } from '../formats.ts';
import { KINDS } from '../kinds.ts';
import { metadataRule, ruleFor } from '../rule.ts';
import { invalid, quote, type Violations } from '../violation.ts';

const REMEDY = 'Use a qualified name, such as "example.com/cleanup".';
const STANDARD = ['kubernetes', 'orphan', 'foregroundDeletion'];

/**
 * Finalizers are qualified names, and do not contradict each other.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
 */
export const finalizers = metadataRule('finalizers', ({ finalizers = [] }) => finalizerViolations(finalizers));

/** What is wrong with the finalizers of any object. */
export function* finalizerViolations(finalizers: readonly string[]): Violations {
  for (const [index, name] of finalizers.entries()) {
    yield* invalid(`metadata.finalizers[${index}]`, qualifiedNameProblem(name), REMEDY);
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    const problem = '"orphan" and "foregroundDeletion" contradict each other.';
    yield { field: 'metadata.finalizers', problem, remedy: 'Keep one of them.' };
  }
}

/** Only finalizers of Kubernetes itself have no prefix. A PodDisruptionBudget may have any. */
export const prefixedFinalizers = ruleFor(
  'finalizers',
  KINDS.filter((kind) => kind !== 'PodDisruptionBudget'),
  ({ metadata }) => unprefixedViolations(metadata?.finalizers ?? [], 'metadata.finalizers'),
);

/** The finalizers in the spec of a Namespace are qualified names too. */
export const namespaceFinalizers = ruleFor('finalizers', 'Namespace', function* ({ spec }): Violations {
  const names = spec?.finalizers ?? [];
  for (const [index, name] of names.entries()) {
    yield* invalid(`spec.finalizers[${index}]`, qualifiedNameProblem(name), REMEDY);
  }
  yield* unprefixedViolations(names, 'spec.finalizers');
});

/** What is wrong with finalizers without a prefix, for kinds that have no others of that form than those of Kubernetes. */
export function* unprefixedViolations(names: readonly string[], path: string): Violations {
  for (const [index, name] of names.entries()) {
    if (STANDARD.includes(name) || name.includes('/') || qualifiedNameProblem(name) !== undefined) continue;
    yield { field: `${path}[${index}]`, problem: `${quote(name)} is not a finalizer of Kubernetes.`, remedy: REMEDY };
  }
}
