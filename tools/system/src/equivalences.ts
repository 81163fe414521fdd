import { isDeepStrictEqual } from 'node:util';
import { type Fields, fieldsOf, isFields, listOf } from '@k8s-blocks/manifest';
import { clusterOf, type Endpoint, evaluator, type Labels, type Target } from '@k8s-blocks/reachability';
import { valuesIn } from './json.ts';

/**
 * A reason why a change of an environment has no effect. Its view of the environment leaves out what has no effect, or
 * replaces it by its effect, and keeps everything else. If the views before and after a change are equal, the change has no
 * effect for this reason; a change without such a reason is a break. The rules of `verify` are not used for that.
 */
interface Equivalence {
  readonly because: string;
  readonly view: (objects: readonly Fields[]) => unknown;
  /** Whether the view leaves out policies, so that the traffic that they allow must be compared too. */
  readonly traffic?: true;
}

const WORKLOADS = ['Deployment', 'StatefulSet'];

const equivalences: readonly Equivalence[] = [
  { because: 'the API server sets the default again', view: (objects) => objects.map(withDefaults) },
  { because: 'the Service leads to the same number of a port', view: withPortNumbers },
  { because: 'nothing selects by the label of the object itself', view: withoutOwnLabels },
  { because: 'the namespace enforces what it would warn of', view: withoutWarnings },
  { because: 'nothing refers to the object by its name', view: withoutUnusedNames },
  { because: 'the optional ConfigMap of either name is not in the build', view: withoutOptionalReferences },
  { because: 'a budget of one pod can but keep a node from being drained', view: withoutBudgetsOfOne },
  { because: 'the selector selects the same pods', view: withPods },
  { because: 'the policies let the same traffic through', view: withoutPolicies, traffic: true },
  {
    because: 'nothing selects by the label of the pods',
    view: (objects) => withoutPolicies(withoutPodLabels(withPods(objects))),
    traffic: true,
  },
];

/** Why a change of an environment has no effect; undefined if it has one. */
export function whyNothingChanges(before: readonly Fields[], after: readonly Fields[]): string | undefined {
  const isSame = ({ view, traffic }: Equivalence) =>
    isDeepStrictEqual(view(before), view(after)) &&
    (traffic !== true || isDeepStrictEqual(trafficOf(before, before), trafficOf(after, before)));
  return equivalences.find(isSame)?.because;
}

/** The value with each map in it changed, inner ones first. */
function mapped(value: unknown, change: (fields: Fields) => Fields): unknown {
  if (Array.isArray(value)) return value.map((each) => mapped(each, change));
  if (!isFields(value)) return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, change)])));
}

function withSpec(object: Fields, spec: Fields): Fields {
  return { ...object, spec: { ...fieldsOf(object.spec), ...spec } };
}

function withMetadata(object: Fields, metadata: Fields): Fields {
  return { ...object, metadata: { ...fieldsOf(object.metadata), ...metadata } };
}

/** Fills in defaults of the API server: protocols, policyTypes, and the port as the targetPort. */
function withDefaults(object: Fields): Fields {
  const filled = fieldsOf(
    mapped(object, (fields) => {
      const isPort = ['port', 'containerPort'].some((key) => typeof fields[key] === 'number') && !('path' in fields);
      const targetPort = fields.targetPort || fields.port;
      return isPort ? { protocol: 'TCP', ...fields, ...('targetPort' in fields ? { targetPort } : {}) } : fields;
    }),
  );
  if (object.kind !== 'NetworkPolicy') return filled;
  const { policyTypes, egress } = fieldsOf(filled.spec);
  const types = listOf(egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  return withSpec(filled, { policyTypes: policyTypes ?? types });
}

/** Without labels of objects that nothing reads: of Namespaces, those for selectors and Pod Security stay. */
function withoutOwnLabels(objects: readonly Fields[]): readonly Fields[] {
  const selected = new Set(
    objects
      .flatMap((object) => valuesIn(object))
      .flatMap(({ path, value }) =>
        path.at(-1) === 'namespaceSelector' ? Object.keys(fieldsOf(fieldsOf(value).matchLabels)) : [],
      ),
  );
  return objects.map((object) => {
    const labels = Object.entries(fieldsOf(fieldsOf(object.metadata).labels)).filter(
      ([key]) => object.kind === 'Namespace' && (key.startsWith('pod-security.') || selected.has(key)),
    );
    return withMetadata(object, { labels: Object.fromEntries(labels) });
  });
}

/** Without the Pod Security level of warnings, if a namespace enforces the same level, so that it never warns. */
function withoutWarnings(objects: readonly Fields[]): readonly Fields[] {
  return objects.map((object) => {
    const labels = fieldsOf(fieldsOf(object.metadata).labels);
    const { 'pod-security.kubernetes.io/warn': warn, ...others } = labels;
    const isEnforced = warn === undefined || warn === others['pod-security.kubernetes.io/enforce'];
    return object.kind === 'Namespace' && isEnforced ? withMetadata(object, { labels: others }) : object;
  });
}

/** Without names that nothing refers to: of policies and budgets, and of workloads unless a DNS name of a pod has them. */
function withoutUnusedNames(objects: readonly Fields[]): readonly Fields[] {
  const text = JSON.stringify(objects);
  return objects.map((object) => {
    const { name } = fieldsOf(object.metadata);
    // regex: a name that is emitted is a DNS label, in which nothing means more than itself.
    const isPodNamed = RegExp(`\\b${name}-\\d+\\.`).test(text);
    const isUsed = WORKLOADS.includes(String(object.kind)) && isPodNamed;
    const isReferable = !['NetworkPolicy', 'PodDisruptionBudget', ...WORKLOADS].includes(String(object.kind));
    return isUsed || isReferable ? object : withMetadata(object, { name: undefined });
  });
}

function withoutOptionalReferences(objects: readonly Fields[]): readonly Fields[] {
  const made = new Set(
    objects.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => fieldsOf(metadata).name),
  );
  const leftOut = (fields: Fields): Fields => {
    const { optional, name } = fieldsOf(fields.configMap);
    return optional === true && !made.has(name) ? { ...fields, configMap: undefined } : fields;
  };
  return objects.map((object) => fieldsOf(mapped(object, leftOut)));
}

function withoutBudgetsOfOne(objects: readonly Fields[]): readonly Fields[] {
  return objects.filter((object) => {
    if (object.kind !== 'PodDisruptionBudget') return true;
    const selected = podsSelected(objects, object, fieldsOf(fieldsOf(object.spec).selector).matchLabels);
    const pods = selected.map(({ spec }) => Number(fieldsOf(spec).replicas ?? 1)).reduce((sum, each) => sum + each, 0);
    return pods !== 1;
  });
}

/** The workloads in the namespace of an object whose pods have the labels; none if no labels are given. */
function podsSelected(objects: readonly Fields[], { metadata }: Fields, labels: unknown): readonly Fields[] {
  if (labels === undefined) return [];
  const wanted = Object.entries(fieldsOf(labels));
  const { namespace } = fieldsOf(metadata);
  return objects.filter((each) => {
    const has = fieldsOf(fieldsOf(fieldsOf(fieldsOf(each.spec).template).metadata).labels);
    const isWorkload = WORKLOADS.includes(String(each.kind)) && fieldsOf(each.metadata).namespace === namespace;
    return isWorkload && wanted.every(([key, value]) => has[key] === value);
  });
}

/** The objects with selectors replaced by the names of the selected pods. Policies keep their selectors. */
function withPods(objects: readonly Fields[]): readonly Fields[] {
  return objects.map((object) => (object.kind === 'NetworkPolicy' ? object : withOwnPods(object, objects)));
}

function withOwnPods(object: Fields, objects: readonly Fields[]): Fields {
  const namesOf = (labels: unknown) =>
    podsSelected(objects, object, labels).map(({ kind, metadata }) => `${kind} ${fieldsOf(metadata).name}`);
  const isOwner = WORKLOADS.includes(String(object.kind));
  const changed = fieldsOf(
    mapped(object, (fields) => ('matchLabels' in fields ? { pods: namesOf(fields.matchLabels) } : fields)),
  );
  const selector = fieldsOf(object.spec).selector;
  // Without any label a Service has no endpoints, and a workload is refused.
  const labels = isOwner ? fieldsOf(selector).matchLabels : selector;
  if (object.kind !== 'Service' && !isOwner) return changed;
  if (Object.keys(fieldsOf(labels)).length === 0) return { ...changed, spec: object.spec };
  return withSpec(changed, { selector: namesOf(labels) });
}

function withoutPodLabels(objects: readonly Fields[]): readonly Fields[] {
  return objects.map((object) => {
    const template = fieldsOf(fieldsOf(object.spec).template);
    if (!WORKLOADS.includes(String(object.kind))) return object;
    return withSpec(object, { template: withMetadata(template, { labels: undefined }) });
  });
}

function withoutPolicies(objects: readonly Fields[]): readonly Fields[] {
  return objects.filter(({ kind }) => kind !== 'NetworkPolicy');
}

/** Services with named target ports replaced by their numbers. */
function withPortNumbers(objects: readonly Fields[]): readonly Fields[] {
  return objects.map((object) => {
    if (object.kind !== 'Service') return object;
    const { selector, ports } = fieldsOf(object.spec);
    const offered = podsSelected(objects, object, selector)
      .flatMap((pod) => valuesIn(pod))
      .flatMap(({ value }) => (isFields(value) && 'containerPort' in value ? [value] : []));
    const numberOf = ({ port, targetPort }: Fields) =>
      offered.find(({ name }) => name === targetPort)?.containerPort ?? (targetPort || port);
    return withSpec(object, {
      ports: listOf(ports)
        .map(fieldsOf)
        .map((each) => ({ ...each, targetPort: numberOf(each) })),
    });
  });
}

/**
 * For each pod and direction, every peer and port that its policies allow, by the evaluator. The effect of policies on pods
 * outside of the stack is left out.
 *
 * @param before the objects from which peers and ports are taken.
 */
function trafficOf(objects: readonly Fields[], before: readonly Fields[]): readonly string[] {
  const cluster = clusterOf(objects);
  const { verdict } = evaluator(cluster);
  const { peers, ports } = tried(before);
  return cluster.pods.flatMap((pod) =>
    [...peers, ...cluster.pods].flatMap((peer, index) =>
      ports.map(({ port, protocol }) => {
        const { egress } = verdict(pod, peer, port, protocol);
        const { ingress } = verdict(peer, pod, port, protocol);
        return `${pod.namespace} ${index} ${port} ${egress.allowed} ${ingress.allowed}`;
      }),
    ),
  );
}

const OTHERS = ['kube-system', 'monitoring', 'somewhere'];

/** The peers and ports to evaluate: pods with any label of a pod, in any namespace, and every port that a rule names. */
function tried(objects: readonly Fields[]): { peers: readonly Endpoint[]; ports: readonly Omit<Target, 'to'>[] } {
  const { pods, policies } = clusterOf(objects);
  const labels = [{}, { 'k8s-app': 'kube-dns' }, ...pods.flatMap((pod) => partsOf(pod.labels))];
  const namespaces = [...new Set(pods.map(({ namespace }) => namespace)), ...OTHERS];
  const strangers = namespaces.flatMap((namespace) => labels.map((each) => ({ namespace, labels: each })));
  const rules = policies.flatMap(({ ingress, egress }) => [...ingress, ...egress]).flatMap((rule) => rule.ports);
  const numbers = new Set(rules.flatMap(({ port }) => (typeof port === 'number' ? [port] : [])));
  const ports = [...numbers, 61_234].flatMap((port) =>
    (['TCP', 'UDP'] as const).map((protocol) => ({ port, protocol })),
  );
  return { peers: [{ ip: '203.0.113.7' }, ...strangers], ports };
}

/** Each label alone, and all together. */
function partsOf(labels: Labels): readonly Labels[] {
  return [...Object.entries(labels).map(([key, value]) => ({ [key]: value })), labels];
}
