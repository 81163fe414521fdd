import type { Finding } from '@k8s-blocks/findings';
import { fieldsOf, formatReference, textOf } from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
import { formatPort } from '@k8s-blocks/topology';
import type { KeptPolicy } from './blocks/kept-policies.ts';
import type { FoundConnection, WideWay } from './connections/found-connection.ts';
import type { ImportedStack, StackService } from './stack/imported-stack.ts';

/** What is noted, in a few words: the rule of its findings. */
type Note =
  | 'service-without-environment'
  | 'helm-hook'
  | 'wide-policy'
  | 'call-without-address'
  | 'labels-apart'
  | 'policy-kept'
  | 'workload-without-budget';

/** What people should know of an import besides what is wrong. */
export function importNotes(
  { services, environments }: ImportedStack,
  connections: readonly FoundConnection[],
  wide: readonly WideWay[],
  kept: readonly KeptPolicy[],
): Finding[] {
  const given = environments.filter(({ isGiven }) => isGiven).map(({ name }) => name);
  return [
    ...services.flatMap((service) => absenceOf(service, given)),
    ...services.flatMap(withoutBudget),
    ...services.flatMap(hooksOf),
    ...wideNotes(wide),
    ...connections.filter(isWithoutAddress).map(withoutAddress),
    ...services.filter(({ isApart }) => isApart).map(labelsApart),
    ...kept.map(policyKept),
  ];
}

/** A service with workloads that is not in some of the environments that were given. */
function absenceOf({ name, objects, workloads }: StackService, given: readonly string[]): Finding[] {
  const absent = given.filter((each) => !objects.some((object) => object.in.has(each)));
  if (absent.length === 0 || workloads.length === 0) return [];
  const problem = `${name} is not in ${formatNames(absent)}, where other services are.`;
  const remedy = 'Add an overlay, or leave it: its contract names its environments.';
  return [noteOf('service-without-environment', 'warning', { service: name, problem, remedy })];
}

function withoutAddress({ from, to, why }: FoundConnection): Finding {
  const callee = 'contract' in to ? formatPort(to) : '';
  const caller = 'contract' in from ? from.name : 'a caller outside of the stack';
  const problem = `${caller} may call ${callee} by ${why}, and no address of it is in its configuration.`;
  const remedy = 'Say why it calls, in the map; or remove the connection.';
  return noteOf('call-without-address', 'notice', { problem, remedy });
}

function labelsApart({ name }: StackService): Finding {
  const problem = 'Its selector matches the pods of another workload, so that its contract has labels of its own.';
  const remedy = 'Give its pods a label that no others have.';
  return noteOf('labels-apart', 'warning', { service: name, problem, remedy });
}

function policyKept({ service, object, fields }: KeptPolicy): Finding {
  const problem = `It is kept as it was: made of the map, it would differ in ${formatNames(fields)}.`;
  const remedy = 'Leave its rules out, as in networkPolicy(env), where the map is right.';
  return noteOf('policy-kept', 'notice', { service, object, problem, remedy });
}

/** The workloads of a service that run until they are replaced, and have no PodDisruptionBudget. */
function withoutBudget({ name, workloads, objects }: StackService): Finding[] {
  const hasBudget = objects.some(({ reference: { kind } }) => kind === 'PodDisruptionBudget');
  const running = workloads.filter(({ reference: { kind } }) => kind === 'Deployment' || kind === 'StatefulSet');
  const [first] = running;
  if (hasBudget || first === undefined) return [];
  const object = formatReference(first.reference, { withNamespace: true });
  const problem = 'It has no PodDisruptionBudget: a drain may evict all its pods at once.';
  const remedy = "Add one, where that matters: 'pdb.yaml': keepOneUp(env, replicas).";
  return [noteOf('workload-without-budget', 'notice', { service: name, object, problem, remedy })];
}

/**
 * The annotation of a Helm hook. Other tools apply it with all other objects.
 *
 * @see https://helm.sh/docs/topics/charts_hooks/
 */
const HOOK = 'helm.sh/hook';

/** The Helm hooks among the objects of a service: a test, or a migration before an upgrade. */
function hooksOf({ name, objects }: StackService): Finding[] {
  return objects.flatMap(({ reference, in: forms }) => {
    const [hook] = [...forms.values()].flatMap(
      (form) => textOf(fieldsOf(fieldsOf(form.metadata).annotations)[HOOK]) ?? [],
    );
    if (hook === undefined) return [];
    const problem = `It is a Helm hook: ${hook}. Without Helm it is applied with everything else.`;
    const remedy = 'Leave it out of the app where that is wrong, as for a test.';
    const object = formatReference(reference, { withNamespace: true });
    return [noteOf('helm-hook', 'warning', { service: name, object, problem, remedy })];
  });
}

function noteOf(rule: Note, severity: Finding['severity'], rest: Omit<Finding, 'rule' | 'severity' | 'code'>): Finding {
  return { rule, code: rule, severity, ...rest };
}

function isWithoutAddress({ from, to, calls }: FoundConnection): boolean {
  const hasAddress = calls.some(({ by }) => by === 'address');
  return 'contract' in from && 'contract' in to && from.contract !== to.contract && !hasAddress;
}

/** One note for each way in, with all that nobody says to use it. */
function wideNotes(wide: readonly WideWay[]): Finding[] {
  const ways = new Map<string, WideWay[]>();
  for (const each of wide) {
    const key = `${each.where} ${formatPort(each.to)}`;
    ways.set(key, [...(ways.get(key) ?? []), each]);
  }
  return [...ways.values()].flatMap((each) => {
    const [first] = each;
    if (first === undefined) return [];
    const callers = formatNames(each.map(({ caller }) => caller.name));
    const problem = `${first.where} lets ${callers} call ${formatPort(first.to)}, which have no address of it in their configuration.`;
    const remedy = 'Let those in alone that call it: the map declares them.';
    return [noteOf('wide-policy', 'warning', { service: first.to.contract, problem, remedy })];
  });
}
