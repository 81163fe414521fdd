import type { Judgement } from '@k8s-blocks/custom-resources';
import type { Violations } from '../violation.ts';

/**
 * The rules in CEL hold that the definition of a custom resource has in `x-kubernetes-validations`. They are judged where the
 * fields are right, as a server does; those that compare with the object before a change are not. A rule that cannot be evaluated
 * here is a notice.
 *
 * @example
 * apiVersion: gateway.networking.k8s.io/v1
 * kind: HTTPRoute
 * spec:
 *   rules:
 *     - filters: # a rule of the definition: not both of these
 *         - { type: RequestRedirect, requestRedirect: { hostname: example.com } }
 *         - { type: URLRewrite, urlRewrite: { hostname: example.com } }
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export function* customResourceRuleViolations({ rules, unjudged }: Judgement): Violations {
  yield* rules;
  for (const { field, rule, why } of unjudged) {
    yield {
      severity: 'notice',
      code: 'NotJudged',
      field,
      problem: `A rule of the definition is not judged: ${rule.replace(/\s+/g, ' ').trim()} ${why}`,
      remedy: 'Ask a server: kubectl apply --server-side --dry-run=server',
    };
  }
}
