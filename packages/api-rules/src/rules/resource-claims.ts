import { dnsLabelProblem, dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
import type { LocatedContainer, Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { invalid, quote, required, type Violations } from '../violation.ts';

type PodClaim = NonNullable<Pod['spec']['resourceClaims']>[number];

/**
 * A resource claim of a pod has a name of its own and one source, and a container claims only what its pod has.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
 */
export const resourceClaims = podRule('resource-claims', function* ({ spec, path, containers }): Violations {
  const names = new Set<string>();
  for (const [index, claim] of (spec.resourceClaims ?? []).entries()) {
    const childPath = `${path}.resourceClaims[${index}]`;
    yield* claimViolations(claim, childPath);
    const { name = '' } = claim;
    if (name !== '' && names.has(name)) {
      const problem = `Another claim is named "${name}" as well.`;
      yield {
        code: 'FieldValueDuplicate',
        field: `${childPath}.name`,
        problem,
        remedy: 'Give each claim its own name.',
      };
    }
    if (name !== '') names.add(name);
  }
  for (const located of containers) yield* useViolations(located, names);
});

function* claimViolations(
  { name = '', resourceClaimName, resourceClaimTemplateName }: PodClaim,
  path: string,
): Violations {
  if (name === '') yield required(`${path}.name`, 'Name the claim.');
  else yield* invalid(`${path}.name`, dnsLabelProblem(name), 'Use lower-case letters, digits and "-", at most 63.');
  if ((resourceClaimName === undefined) === (resourceClaimTemplateName === undefined)) {
    const problem = 'It needs either resourceClaimName or resourceClaimTemplateName.';
    yield { field: path, problem, remedy: 'Give one of them.' };
  }
  for (const [field, value] of Object.entries({ resourceClaimName, resourceClaimTemplateName })) {
    if (value !== undefined) yield* invalid(`${path}.${field}`, dnsSubdomainProblem(value), 'Name the object.');
  }
}

function* useViolations({ container, path }: LocatedContainer, known: ReadonlySet<string>): Violations {
  const used = new Set<string>();
  const partlyUsed = new Set<string>();
  for (const [index, { name = '', request = '' }] of (container.resources?.claims ?? []).entries()) {
    const field = `${path}.resources.claims[${index}]`;
    if (name === '') {
      yield required(`${field}.name`, 'Name a claim of the pod.');
      continue;
    }
    if (request !== '') yield* invalid(`${field}.request`, dnsLabelProblem(request), 'Name a request of the claim.');
    const key = request === '' ? name : `${name}/${request}`;
    if (used.has(name) || used.has(key) || (request === '' && partlyUsed.has(name))) {
      yield {
        code: 'FieldValueDuplicate',
        field,
        problem: `${quote(key)} is claimed more than once.`,
        remedy: 'Keep one entry.',
      };
    }
    used.add(key);
    if (request !== '') partlyUsed.add(name);
    if (!known.has(name)) {
      const problem = `${quote(name)} is not a claim of the pod.`;
      yield {
        code: 'FieldValueNotFound',
        field: `${field}.name`,
        problem,
        remedy: `Its resourceClaims are: ${formatNames(known)}.`,
      };
    }
  }
}
