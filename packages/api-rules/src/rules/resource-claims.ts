import { dnsLabelFault, dnsSubdomainFault } from '@k8s-blocks/labels';
import { formatNames } from '@k8s-blocks/refusal';
import type { PlacedContainer, Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { formed, missing, quote, type Violations } from '../violation.ts';

type PodClaim = NonNullable<Pod['spec']['resourceClaims']>[number];

/**
 * A claim of devices has a name of its own and one origin, and a container claims what its pod has.
 * See https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/.
 */
export const resourceClaims = podRule('resource-claims', function* ({ spec, path, containers }): Violations {
  const names = new Set<string>();
  for (const [index, claim] of (spec.resourceClaims ?? []).entries()) {
    const place = `${path}.spec.resourceClaims[${index}]`;
    yield* claimViolations(claim, place);
    const { name = '' } = claim;
    if (name !== '' && names.has(name)) {
      const problem = `Another claim is named "${name}" as well.`;
      yield { field: `${place}.name`, problem, remedy: 'Give each claim its own name.' };
    }
    if (name !== '') names.add(name);
  }
  for (const placed of containers) yield* useViolations(placed, names);
});

function* claimViolations(
  { name = '', resourceClaimName, resourceClaimTemplateName }: PodClaim,
  path: string,
): Violations {
  if (name === '') yield missing(`${path}.name`, 'Name the claim.');
  else yield* formed(`${path}.name`, dnsLabelFault(name), 'Use lower-case letters, digits and "-", at most 63.');
  if ((resourceClaimName === undefined) === (resourceClaimTemplateName === undefined)) {
    const problem = 'It needs either resourceClaimName or resourceClaimTemplateName.';
    yield { field: path, problem, remedy: 'Give one of them.' };
  }
  for (const [field, value] of Object.entries({ resourceClaimName, resourceClaimTemplateName })) {
    if (value !== undefined) yield* formed(`${path}.${field}`, dnsSubdomainFault(value), 'Name the object.');
  }
}

function* useViolations({ container, path }: PlacedContainer, known: ReadonlySet<string>): Violations {
  const used = new Set<string>();
  const partlyUsed = new Set<string>();
  for (const [index, { name = '', request = '' }] of (container.resources?.claims ?? []).entries()) {
    const field = `${path}.resources.claims[${index}]`;
    if (name === '') {
      yield missing(`${field}.name`, 'Name a claim of the pod.');
      continue;
    }
    if (request !== '') yield* formed(`${field}.request`, dnsLabelFault(request), 'Name a request of the claim.');
    const key = request === '' ? name : `${name}/${request}`;
    if (used.has(name) || used.has(key) || (request === '' && partlyUsed.has(name))) {
      yield { field, problem: `${quote(key)} is claimed more than once.`, remedy: 'Keep one entry.' };
    }
    used.add(key);
    if (request !== '') partlyUsed.add(name);
    if (!known.has(name)) {
      const problem = `${quote(name)} is no claim of the pod.`;
      yield { field: `${field}.name`, problem, remedy: `Its resourceClaims are: ${formatNames(known)}.` };
    }
  }
}
