import type { IRuleWithOperations } from 'kubernetes-models/admissionregistration.k8s.io/v1/RuleWithOperations';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, quote, required } from '../violation.ts';

/**
 * What a webhook or an admission policy is asked about is said without contradictions: `*` stands alone, and resources that another
 * entry covers are not listed again.
 *
 * @example
 * webhooks:
 *   - name: pods.example.com
 *     rules:
 *       - apiGroups: ["*", apps] # "*" alone
 *         apiVersions: [v1]
 *         operations: [CREATE]
 *         resources: [deployments]
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules
 */
export const admissionRules = typeRule<IRuleWithOperations>(
  'admission-rules',
  ['admissionregistration/v1.RuleWithOperations', 'admissionregistration/v1.NamedRuleWithOperations'],
  function* ({ apiGroups = [], apiVersions = [], operations = [], resources = [] }, { path }) {
    for (const [name, list] of Object.entries({ apiGroups, apiVersions, operations })) {
      if (list.length < 2 || !list.includes('*')) continue;
      const problem = `"*" says all, and the list is ${quote(list)}.`;
      yield { field: `${path}.${name}`, problem, remedy: 'Keep "*" alone, or remove it.' };
    }
    for (const [name, list] of Object.entries({ apiVersions, resources })) {
      for (const [index, value] of list.entries()) {
        if (value === '') yield required(`${path}.${name}[${index}]`, 'Write "*" for all.');
      }
    }
    yield* resourceViolations(resources, `${path}.resources`);
  },
);

/** Resources, and after a slash their subresources, with "*" for all of either. */
function* resourceViolations(resources: readonly string[], field: string): Generator<FieldViolation> {
  const seen = new Set<string>();
  for (const [index, resource] of resources.entries()) {
    const slash = resource.indexOf('/');
    if (slash < 0) continue;
    const name = resource.slice(0, slash);
    const subresource = resource.slice(slash + 1);
    const covering = [`${name}/*`, `*/${subresource}`].find((other) => seen.has(other));
    if (covering !== undefined) yield covered(`${field}[${index}]`, resource, covering);
    seen.add(resource);
  }
  if (resources.length > 1 && resources.includes('*/*')) yield covered(field, resources, '*/*');
  // The server remembers of the last one without a subresource alone whether it is "*".
  const last = resources.findLast((resource) => resource !== '' && !resource.includes('/'));
  if (resources.includes('*') && last !== '*') yield covered(field, resources, '*');
}

function covered(field: string, listed: unknown, covering: string): FieldViolation {
  const problem = `"${covering}" covers ${quote(listed)} already.`;
  return { field, problem, remedy: `Keep "${covering}", or remove it.` };
}
