import { shortName } from '@k8s-blocks/manifest';
import { formatList } from '@k8s-blocks/refusal';
import { describeEndpoint, describeTarget } from './describe.ts';
import type { PolicyType } from './model.ts';
import type { DirectionVerdict, PolicyName, ServiceProblem, ServiceVerdict, Verdict } from './verdict.ts';

const PROBLEMS: Readonly<Record<ServiceProblem, string>> = {
  'no-service': 'there is no such Service',
  'external-name': 'it is an alias of a name outside the cluster',
  'no-selector': 'it selects no pods, and who makes its endpoints is not known',
  'no-port': 'the Service has no such port',
  'no-endpoints': 'no pod that it selects has the target port',
};

/** Of more pods behind one Service the first are explained. */
const MOST_EXPLAINED = 100;

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
      return `spec.${name}[${verdict.rule.index}] of NetworkPolicy ${nameOf(verdict.rule)} allows the ${name}`;
    case 'isolated':
      return `the ${name} of ${subject} is isolated by NetworkPolicy ${formatList(verdict.isolatedBy, nameOf)}, and no rule there allows this`;
  }
}

function explainToService(verdict: ServiceVerdict): string {
  const { from, service, port, protocol, allowed, endpoints } = verdict;
  const name = `Service ${nameOf(service)}`;
  const verb = allowed ? 'reaches' : 'does not reach';
  const connection = `${describeEndpoint(from)} ${verb} ${name} on port ${port}/${protocol}`;
  const deciding = endpoints.filter((endpoint) => endpoint.allowed === allowed);
  if (verdict.problem !== undefined) return `${connection}: ${PROBLEMS[verdict.problem]}.`;
  const said = deciding.slice(0, MOST_EXPLAINED).map((endpoint) => explainToEndpoint(endpoint).slice(0, -1));
  return `${connection}: ${said.join('; ')}${deciding.length > MOST_EXPLAINED ? '; and others' : ''}.`;
}

function nameOf({ namespace, name }: PolicyName): string {
  return `${shortName(namespace)}/${shortName(name)}`;
}
