import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import type { IMutatingWebhook } from 'kubernetes-models/admissionregistration.k8s.io/v1/MutatingWebhook';
import { matchConditionViolations } from '../match-conditions.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, notSupported, quote } from '../violation.ts';
import { reviewVersionViolations, webhookClientViolations } from '../webhook-client.ts';

/**
 * A webhook of admission has a full name, says how it is reached, understands a version of the review that the API server sends,
 * and has no side effects in a dry run.
 *
 * @example
 * apiVersion: admissionregistration.k8s.io/v1
 * kind: ValidatingWebhookConfiguration
 * metadata: { name: pods }
 * webhooks:
 *   - name: pods # pods.example.com
 *     admissionReviewVersions: [v1]
 *     sideEffects: None
 *     clientConfig: { service: { name: validate, namespace: shop } }
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
 */
export const webhook = typeRule<IMutatingWebhook>(
  'webhook',
  ['admissionregistration/v1.MutatingWebhook', 'admissionregistration/v1.ValidatingWebhook'],
  function* ({ name = '', sideEffects, clientConfig, admissionReviewVersions = [], matchConditions = [] }, { path }) {
    if (name !== '') yield* nameViolations(name, `${path}.name`);
    if (sideEffects === 'Some' || sideEffects === 'Unknown') {
      yield* notSupported(`${path}.sideEffects`, sideEffects, ['None', 'NoneOnDryRun']);
    }
    if (clientConfig !== undefined) yield* webhookClientViolations(clientConfig, `${path}.clientConfig`);
    yield* reviewVersionViolations(admissionReviewVersions, `${path}.admissionReviewVersions`);
    yield* matchConditionViolations(matchConditions, `${path}.matchConditions`);
  },
);

const MIN_PARTS = 3;

function* nameViolations(name: string, field: string): Generator<FieldViolation> {
  const isShort = name.split('.').length < MIN_PARTS;
  const problem = dnsSubdomainProblem(name) ?? (isShort ? `${quote(name)} has fewer than two dots.` : undefined);
  if (problem !== undefined) yield { field, problem, remedy: 'Name it in a domain: "pods.example.com".' };
}
