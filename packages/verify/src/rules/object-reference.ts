import type { Severity } from '@k8s-blocks/findings';
import {
  type FieldPath,
  findKind,
  formatPath,
  formatReference,
  isNamespaced,
  type ObjectReference,
  type Reference,
  referencesOf,
  shortName,
} from '@k8s-blocks/manifest';
import { formatList } from '@k8s-blocks/refusal';
import { type BuiltObject, namesNamespace } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { dataOf } from '../known-data.ts';
import { type Referred, referredBy } from '../referred-objects.ts';
import type { StackRule, StackViolation } from '../rule.ts';

type Code = 'name-misspelt' | 'namespace-wrong' | 'kind-wrong' | 'object-not-built' | 'port-missing';

const WHY = 'What the reference is for does not work, and mostly nothing says so when it is applied.';

/**
 * What an object names is there: the issuer of a certificate, the store of a Secret, the Service and port of a webhook, the class of a
 * claim, the source of a deployment, the workload that is scaled. It is wrong where the build has it in another namespace, of another
 * kind, or with a name that differs in a letter; and where the Service lacks the port that is named. What is not in the build otherwise may be in
 * the cluster: a workload or Service in a namespace of the build is a warning then, what an app brings for itself a notice, and
 * classes, cluster-wide issuers and stores, and what is in other namespaces are not looked for. References of pods, roles, routes and
 * autoscalers have rules of their own.
 *
 * Why: an API server takes the reference as it is, and what it is for does not work.
 *
 * @example
 * apiVersion: cert-manager.io/v1
 * kind: Certificate
 * metadata: { name: shop }
 * spec:
 *   secretName: shop-tls
 *   issuerRef: { name: internal-ca } # it is a ClusterIssuer, and kind is absent
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const objectReference: StackRule<Code> = {
  name: 'object-reference',
  severity: 'error',
  *check(stack) {
    const workloads = new Map(stack.workloads.map(({ object, references }) => [object, references]));
    for (const object of stack.objects) {
      if (hasOwnRules(object)) continue;
      for (const reference of workloads.get(object) ?? referencesOf(object.fields)) {
        if (!isOfOtherRule(object, reference)) yield* violationsOf(stack, object, reference);
      }
    }
  },
};

/** Kinds all of whose references other rules judge: `role-binding`, `autoscaler-target`. */
function hasOwnRules({ reference: { group, kind } }: BuiltObject): boolean {
  return group === 'rbac.authorization.k8s.io' || (group === 'autoscaling' && kind === 'HorizontalPodAutoscaler');
}

const GATEWAY = 'gateway.networking.k8s.io';

/** Whether `missing-reference`, `route-backend` or `route-parent` judges a reference. */
function isOfOtherRule({ reference }: BuiltObject, { to, path }: Reference): boolean {
  const isOfPods = findKind(reference)?.podTemplate !== undefined;
  if (isOfPods && to.group === '') return true;
  const field = formatPath(path);
  if (reference.kind === 'Ingress' && to.group === '') return true;
  if (reference.group !== GATEWAY) return false;
  return to.kind === 'Gateway' || /^spec\.rules\[\d+\]\.backendRefs\[\d+\]\.name$/.test(field);
}

function* violationsOf(stack: BuiltStack, object: BuiltObject, reference: Reference): Generator<StackViolation<Code>> {
  const { to, path, optional } = reference;
  const referred = referredBy(stack, to);
  if (referred.is === 'there') {
    const missing = portViolation(stack, object, reference);
    if (missing !== undefined) yield missing;
    return;
  }
  if (optional || isGiven(stack, to)) return;
  const field = formatPath(path);
  const found = { object, problem: `There is no ${formatReference(to, { withNamespace: true })}.`, why: WHY };
  if (referred.is !== 'not built') {
    const isSure =
      stack.connections !== undefined || referred.is !== 'elsewhere' || isSureOf(object, referred.meant, to);
    yield { ...found, ...remedyOf(referred, path), ...(isSure ? {} : { severity: 'warning' as const }) };
    return;
  }
  const severity = severityOfNotBuilt(stack, to);
  if (severity === undefined) return;
  const remedy = 'Correct the name, if the cluster does not have it.';
  yield { ...found, code: 'object-not-built', field, remedy, severity };
}

function remedyOf({ is, meant }: Exclude<Referred, { is: 'there' | 'not built' }>, path: FieldPath) {
  const isKindBeside = is === 'of another kind' && path.at(-1) === 'name';
  const field = formatPath(isKindBeside ? [...path.slice(0, -1), 'kind'] : path);
  const title = formatReference(meant.reference, { withNamespace: true });
  const code: Code = is === 'misspelt' ? 'name-misspelt' : is === 'elsewhere' ? 'namespace-wrong' : 'kind-wrong';
  return { code, field, remedy: `Did you mean ${title}?` };
}

/**
 * Whether an object of another namespace is not the one that is named: not where one of the two does not say its namespace. Secrets and
 * ConfigMaps of the same name may be made in several.
 */
function isSureOf(object: BuiltObject, meant: BuiltObject, to: ObjectReference): boolean {
  const isData = to.group === '' && (to.kind === 'Secret' || to.kind === 'ConfigMap');
  return !isData && namesNamespace(meant) && (object.namespace === undefined || namesNamespace(object));
}

/** Whether something has it that is not in the build: a Secret or ConfigMap of others, a project of each Argo CD. */
function isGiven(stack: BuiltStack, to: ObjectReference): boolean {
  if (to.group === 'argoproj.io' && to.kind === 'AppProject' && to.name === 'default') return true;
  const isData = to.group === '' && (to.kind === 'Secret' || to.kind === 'ConfigMap');
  return isData && dataOf(stack, to) !== undefined;
}

/** The kinds of which a build that uses them has its own, or a platform: nothing tells which. */
const BROUGHT_BY_APPS = new Set([
  'cert-manager.io Issuer',
  'external-secrets.io SecretStore',
  'keda.sh TriggerAuthentication',
  'argoproj.io AppProject',
  'traefik.io Middleware',
  'admissionregistration.k8s.io ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io MutatingAdmissionPolicy',
]);

/** How bad it is that something is not in the build; undefined if most clusters have it. */
function severityOfNotBuilt(
  stack: BuiltStack,
  { group, kind, namespace, name }: ObjectReference,
): Severity | undefined {
  const isHere = namespace === undefined ? isNamespaced({ group, kind }) === false : stack.namespaces.has(namespace);
  if (!isHere) return undefined;
  if (group === 'source.toolkit.fluxcd.io' || BROUGHT_BY_APPS.has(`${group} ${kind}`.trim())) return 'notice';
  const isWorkload = findKind({ group, kind })?.scales === true;
  // A name with dots is a host, of which some custom resources name one instead of a Service.
  return isWorkload || (group === '' && kind === 'Service' && !name.includes('.')) ? 'warning' : undefined;
}

/** A port that a Service of the build has not. One without ports of its own, an ExternalName, is whatever it stands for. */
function portViolation(
  stack: BuiltStack,
  object: BuiltObject,
  { to, port: asked, portPath, path }: Reference,
): StackViolation<Code> | undefined {
  const service =
    to.kind === 'Service' && to.namespace !== undefined ? stack.service(to.namespace, to.name) : undefined;
  if (asked === undefined || service === undefined || service.externalName !== undefined) return undefined;
  if (service.ports.some(({ port, name }) => (typeof asked === 'number' ? port : name) === asked)) return undefined;
  return {
    code: 'port-missing',
    object,
    field: formatPath(portPath ?? path),
    problem: `${formatReference(to, { withNamespace: true })} has no port ${shortName(String(asked))}.`,
    why: WHY,
    remedy: `Use one of ${formatList(service.ports, ({ port, name }) => (name === undefined ? `${port}` : `${port} ("${shortName(name)}")`))}.`,
  };
}
