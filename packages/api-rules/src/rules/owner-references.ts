import type { Metadata } from '../kinds.ts';
import { metadataRule } from '../rule.ts';
import { quote, required, type Violations } from '../violation.ts';

type OwnerReference = NonNullable<Metadata['ownerReferences']>[number];

/**
 * An owner reference is complete and does not name an Event, and at most one owner is the controller.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 */
export const ownerReferences = metadataRule('owner-references', ({ ownerReferences = [] }) =>
  ownerReferenceViolations(ownerReferences),
);

/** What is wrong with the owners of any object. */
export function* ownerReferenceViolations(ownerReferences: readonly OwnerReference[]): Violations {
  for (const [index, owner] of ownerReferences.entries()) {
    yield* ownerViolations(owner, `metadata.ownerReferences[${index}]`);
  }
  // The server drops owners that are there twice.
  const controllers = ownerReferences.filter(({ controller }) => controller === true);
  if (new Set(controllers.map((owner) => JSON.stringify(owner))).size > 1) {
    const problem = 'More than one owner has controller: true.';
    yield { field: 'metadata.ownerReferences', problem, remedy: 'Keep it at one of them.' };
  }
}

function* ownerViolations(owner: OwnerReference, path: string): Violations {
  for (const field of ['kind', 'name', 'uid'] as const) {
    if ((owner[field] ?? '') !== '') continue;
    yield { ...required(`${path}.${field}`, 'Name the owner in full.'), code: 'FieldValueInvalid' };
  }
  const { apiVersion = '', kind } = owner;
  if (!/^([^/]*\/)?[^/]+$/.test(apiVersion)) {
    const problem = `${quote(apiVersion)} is not an API version.`;
    yield { field: `${path}.apiVersion`, problem, remedy: 'Give the owner\'s apiVersion, such as "apps/v1".' };
  }
  if (kind === 'Event' && (apiVersion === 'v1' || apiVersion === 'events.k8s.io/v1')) {
    yield { field: `${path}.kind`, problem: 'An Event may own nothing.', remedy: 'Name another owner.' };
  }
}
