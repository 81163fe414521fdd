import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { claimSpecViolations } from '../claims.ts';
import { ruleFor } from '../rule.ts';
import { invalid, required, type Violations } from '../violation.ts';

/**
 * The volume claim templates of a StatefulSet have valid names and specs.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates
 */
export const volumeClaimTemplates = ruleFor('volume-claim-templates', 'StatefulSet', function* ({ spec }): Violations {
  for (const [index, { metadata, spec: claim = {} }] of (spec?.volumeClaimTemplates ?? []).entries()) {
    const path = `spec.volumeClaimTemplates[${index}]`;
    const name = metadata?.name ?? '';
    const remedy = 'Name it as a volume: lower-case letters, digits and "-", at most 63.';
    if (name === '') yield required(`${path}.metadata.name`, remedy);
    else yield* invalid(`${path}.metadata.name`, dnsLabelProblem(name), remedy);
    yield* claimSpecViolations(claim, `${path}.spec`);
  }
});
