import { dnsLabelProblem, dnsSubdomainProblem, fieldsOf, textOf } from '@k8s-blocks/manifest';
import type { IFlowSchemaSpec } from 'kubernetes-models/flowcontrol.apiserver.k8s.io/v1/FlowSchemaSpec';
import type { INonResourcePolicyRule } from 'kubernetes-models/flowcontrol.apiserver.k8s.io/v1/NonResourcePolicyRule';
import type { IPolicyRulesWithSubjects } from 'kubernetes-models/flowcontrol.apiserver.k8s.io/v1/PolicyRulesWithSubjects';
import type { IResourcePolicyRule } from 'kubernetes-models/flowcontrol.apiserver.k8s.io/v1/ResourcePolicyRule';
import type { ISubject } from 'kubernetes-models/flowcontrol.apiserver.k8s.io/v1/Subject';
import type { Loose } from '../kinds.ts';
import { type Place, type TypeRule, typeRule } from '../type-rule.ts';
import { type FieldViolation, invalid, quote, required, type Violations } from '../violation.ts';

/**
 * A FlowSchema says whose requests, and which ones, are of its flow, without contradictions: `*` stands alone.
 *
 * @example
 * spec:
 *   priorityLevelConfiguration: { name: workload-low }
 *   rules:
 *     - subjects: [{ kind: Group, user: { name: shop } }] # no group
 *       nonResourceRules: [{ nonResourceURLs: [healthz], verbs: [get] }] # /healthz
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/flow-control/#flowschema
 */
export const flowSchema: readonly TypeRule[] = [
  typeRule<IFlowSchemaSpec>('flow-schema', 'flowcontrol/v1.FlowSchemaSpec', precedenceViolations),
  typeRule<IPolicyRulesWithSubjects>('flow-schema', 'flowcontrol/v1.PolicyRulesWithSubjects', ruleViolations),
  typeRule<ISubject>('flow-schema', 'flowcontrol/v1.Subject', subjectViolations),
  typeRule<IResourcePolicyRule>('flow-schema', 'flowcontrol/v1.ResourcePolicyRule', resourceRuleViolations),
  typeRule<INonResourcePolicyRule>('flow-schema', 'flowcontrol/v1.NonResourcePolicyRule', urlRuleViolations),
];

function* precedenceViolations({ matchingPrecedence }: Loose<IFlowSchemaSpec>, { path, object }: Place): Violations {
  if (matchingPrecedence !== 1 || textOf(fieldsOf(object.metadata).name) === 'exempt') return;
  const problem = 'Only the FlowSchema "exempt" has the precedence 1.';
  yield { field: `${path}.matchingPrecedence`, problem, remedy: 'Use a greater number.' };
}

function* ruleViolations(rule: Loose<IPolicyRulesWithSubjects>, { path }: Place): Violations {
  if ((rule.resourceRules ?? []).length > 0 || (rule.nonResourceRules ?? []).length > 0) return;
  const problem = 'It has neither resourceRules nor nonResourceRules.';
  yield { code: 'FieldValueRequired', field: path, problem, remedy: 'Add one of the two.' };
}

const OF_KINDS = { Group: 'group', ServiceAccount: 'serviceAccount', User: 'user' } as const;

function* subjectViolations(subject: Loose<ISubject>, { path }: Place): Violations {
  const { kind = '', serviceAccount } = subject;
  if (!isKind(kind)) return;
  for (const [other, name] of Object.entries(OF_KINDS)) {
    if (other === kind && subject[name] === undefined) {
      yield required(`${path}.${name}`, `Say which ${kind} it is.`);
    } else if (other !== kind && subject[name] !== undefined) {
      const problem = `The kind is ${quote(kind)}.`;
      yield { code: 'FieldValueForbidden', field: `${path}.${name}`, problem, remedy: `Remove it, or use "${other}".` };
    }
  }
  const { name = '' } = serviceAccount ?? {};
  if (name === '' || name === '*') return;
  yield* invalid(`${path}.serviceAccount.name`, dnsSubdomainProblem(name), 'Name a ServiceAccount, or "*" for all.');
}

function isKind(kind: string): kind is keyof typeof OF_KINDS {
  return Object.hasOwn(OF_KINDS, kind);
}

function* resourceRuleViolations(rule: Loose<IResourcePolicyRule>, { path }: Place): Violations {
  const { verbs = [], apiGroups = [], resources = [], namespaces = [], clusterScope = false } = rule;
  yield* wildcardViolations({ verbs, apiGroups, resources, namespaces }, path);
  if (namespaces.length === 0 && !clusterScope) {
    const remedy = 'List namespaces, "*" for all, or set clusterScope.';
    yield required(`${path}.namespaces`, remedy);
  }
  if (namespaces.includes('*')) return;
  for (const [index, namespace] of namespaces.entries()) {
    yield* invalid(`${path}.namespaces[${index}]`, dnsLabelProblem(namespace), 'Name a namespace, or "*" for all.');
  }
}

function* urlRuleViolations(
  { verbs = [], nonResourceURLs = [] }: Loose<INonResourcePolicyRule>,
  { path }: Place,
): Violations {
  yield* wildcardViolations({ verbs, nonResourceURLs }, path);
  if (nonResourceURLs.includes('*')) return;
  for (const [index, url] of nonResourceURLs.entries()) {
    yield* invalid(`${path}.nonResourceURLs[${index}]`, urlProblem(url), 'Write it as "/healthz" or "/apis/*".');
  }
}

function* wildcardViolations(
  lists: Readonly<Record<string, readonly string[]>>,
  path: string,
): Generator<FieldViolation> {
  for (const [name, list] of Object.entries(lists)) {
    if (list.length < 2 || !list.includes('*')) continue;
    const problem = `"*" says all, and the list is ${quote(list)}.`;
    yield { field: `${path}.${name}`, problem, remedy: 'Keep "*" alone, or remove it.' };
  }
}

function urlProblem(url: string): string | undefined {
  if (!url.startsWith('/')) return `${quote(url)} does not begin with "/".`;
  if (url.includes(' ') || url.includes('//')) return `${quote(url)} has a blank, or two slashes in a row.`;
  return /\*(?!$)|[^/]\*$/.test(url) ? `${quote(url)} has "*" elsewhere than after the last slash.` : undefined;
}
