import { groupBy, shortName } from '@k8s-blocks/manifest';
import { formatList } from '@k8s-blocks/refusal';
import { describeEndpoint, describeTarget } from './describe.ts';
import type { PolicyType } from './policy.ts';
import type { DirectionVerdict, PolicyName, ServiceProblem, ServiceVerdict, Verdict } from './verdict.ts';

const PROBLEMS: Readonly<Record<ServiceProblem, string>> = {
  'no-service': 'there is no such Service',
  'external-name': 'it is an alias of a name outside the cluster',
  'no-selector': 'it selects no pods, and who makes its endpoints is not known',
  'no-port': 'the Service has no such port',
  'no-endpoints': 'no pod that it selects has the target port',
};

/** Of more pods behind one Service the first are explained. */
const MAX_EXPLAINED = 100;

/** A verdict as one sentence that names the rules that allow, or the direction that denies and why. */
export function explain(verdict: Verdict | ServiceVerdict): string {
  return 'service' in verdict ? explainToService(verdict) : explainToEndpoint(verdict);
}

function explainToEndpoint(verdict: Verdict): string {
  const { from, to, allowed, egress, ingress } = verdict;
  const [source, destination] = [describeEndpoint(from), describeEndpoint(to)];
  const directions = [
    { direction: 'Egress', subject: source, verdict: egress },
    { direction: 'Ingress', subject: destination, verdict: ingress },
  ] as const;
  const connection = `${source} ${allowed ? 'reaches' : 'does not reach'} ${describeTarget(verdict)}`;
  if (egress.reason === 'same-pod') return `${connection}: no policy comes between a pod and itself.`;
  const deciding = allowed ? directions : directions.filter((each) => !each.verdict.allowed);
  return `${connection}: ${deciding.map((each) => reasonOf(each.direction, each.subject, each.verdict)).join(', and ')}.`;
}

function reasonOf(direction: PolicyType, subject: string, verdict: DirectionVerdict): string {
  const name = direction.toLowerCase();
  switch (verdict.reason) {
    case 'not-isolated':
      return `no policy isolates the ${name} of ${subject}`;
    case 'same-pod':
      return `${subject} is at both ends`;
    case 'rule':
      return `${verdict.rule.field} of ${titleOf(verdict.rule)} ${verdict.allowed ? 'allows' : 'denies'} the ${name}`;
    case 'isolated':
      return `the ${name} of ${subject} is isolated by ${formatPolicies(verdict.isolatedBy)}, and no rule there allows this`;
  }
}

function explainToService(verdict: ServiceVerdict): string {
  const { from, service, port, protocol, allowed, endpoints } = verdict;
  const name = `Service ${nameOf(service)}`;
  const verb = allowed ? 'reaches' : 'does not reach';
  const connection = `${describeEndpoint(from)} ${verb} ${name} on port ${port}/${protocol}`;
  const deciding = endpoints.filter((endpoint) => endpoint.allowed === allowed);
  if (verdict.problem !== undefined) return `${connection}: ${PROBLEMS[verdict.problem]}.`;
  const explained = deciding.slice(0, MAX_EXPLAINED).map((endpoint) => explainToEndpoint(endpoint).slice(0, -1));
  return `${connection}: ${explained.join('; ')}${deciding.length > MAX_EXPLAINED ? '; and others' : ''}.`;
}

/** Policies by their names, kind by kind. */
function formatPolicies(policies: readonly PolicyName[]): string {
  const byKind = groupBy(policies, ({ kind }) => [kind]);
  return [...byKind].map(([kind, named]) => `${kind} ${formatList(named, nameOf)}`).join(' and ');
}

function titleOf(policy: PolicyName): string {
  return `${policy.kind} ${nameOf(policy)}`;
}

function nameOf({ namespace, name }: Pick<PolicyName, 'namespace' | 'name'>): string {
  return namespace === undefined ? shortName(name) : `${shortName(namespace)}/${shortName(name)}`;
}
