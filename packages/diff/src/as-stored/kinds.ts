import { type Fields, isFields, listOf, mapFields } from '@k8s-blocks/manifest';
import { always, chain, defaults, type Fill, inside } from './fill.ts';
import { podSpec, podTemplate } from './pod.ts';
import { resources } from './resources.ts';

const claimSpec = chain(defaults({ volumeMode: 'Filesystem' }), inside('resources', resources));

const claimTemplate = chain(
  defaults({ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }),
  // The API server stores a status in the template, `phase: Pending`, which no manifest has.
  (fields) => ({ ...fields, status: {} }),
  inside('spec', claimSpec),
);

const rollingUpdate = (field: string, values: Fields): Fill =>
  always(
    field,
    chain(defaults({ type: 'RollingUpdate' }), (strategy) =>
      strategy.type === 'RollingUpdate' ? always('rollingUpdate', defaults(values))(strategy) : strategy,
    ),
  );

const deploymentSpec = chain(
  defaults({ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }),
  rollingUpdate('strategy', { maxSurge: '25%', maxUnavailable: '25%' }),
  inside('template', podTemplate),
);

const statefulSetSpec = chain(
  defaults({ replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: 'OrderedReady' }),
  rollingUpdate('updateStrategy', { partition: 0 }),
  always('persistentVolumeClaimRetentionPolicy', defaults({ whenDeleted: 'Retain', whenScaled: 'Retain' })),
  inside('volumeClaimTemplates', claimTemplate),
  inside('template', podTemplate),
);

const daemonSetSpec = chain(
  defaults({ revisionHistoryLimit: 10 }),
  rollingUpdate('updateStrategy', { maxSurge: 0, maxUnavailable: 1 }),
  inside('template', podTemplate),
);

const jobSpec = chain(
  defaults({ backoffLimit: 6, completionMode: 'NonIndexed', suspend: false, manualSelector: false }),
  // "Setting to null means that the success of any pod signals the success of all pods": where both are absent it is 1.
  (spec) => (spec.parallelism === undefined && spec.completions === undefined ? { completions: 1, ...spec } : spec),
  defaults({ parallelism: 1 }),
  inside('template', podTemplate),
);

const cronJobSpec = chain(
  defaults({ concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 }),
  inside('jobTemplate', inside('spec', jobSpec)),
);

/** "If this is not specified, the value of the 'port' field is used." */
const servicePort: Fill = (port) => ({ protocol: 'TCP', targetPort: port.port, ...port });

/** Session affinity lasts three hours by default. */
const affinity = always('clientIP', defaults({ timeoutSeconds: 10_800 }));

const serviceSpec = chain(
  defaults({ type: 'ClusterIP', sessionAffinity: 'None' }),
  (spec) => (spec.type === 'ExternalName' ? spec : { internalTrafficPolicy: 'Cluster', ...spec }),
  (spec) =>
    ['NodePort', 'LoadBalancer'].includes(String(spec.type)) ? { externalTrafficPolicy: 'Cluster', ...spec } : spec,
  (spec) => (spec.type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true, ...spec } : spec),
  (spec) => (spec.sessionAffinity === 'ClientIP' ? always('sessionAffinityConfig', affinity)(spec) : spec),
  inside('ports', servicePort),
);

const policyRule = inside('ports', defaults({ protocol: 'TCP' }));

/** "Ingress will always be set and Egress will be set if the NetworkPolicy has any egress rules." */
const policyTypes: Fill = (spec) => ({
  policyTypes: listOf(spec.egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'],
  ...spec,
});

const networkPolicySpec = chain(
  defaults({ podSelector: {} }),
  policyTypes,
  inside('ingress', policyRule),
  inside('egress', policyRule),
);

const base64 = (text: unknown) => (typeof text === 'string' ? Buffer.from(text).toString('base64') : text);

/** "stringData … is merged into the data field on write, overwriting any existing values." */
const secret: Fill = ({ stringData = {}, data = {}, ...fields }) => {
  // The server refuses data that is not a map; it is compared as it is.
  if (!isFields(stringData) || !isFields(data)) return { type: 'Opaque', ...fields, data, stringData };
  return { type: 'Opaque', ...fields, data: { ...data, ...mapFields(stringData, (_, value) => base64(value)) } };
};

const RBAC_GROUP = 'rbac.authorization.k8s.io';

const binding = chain(
  inside('roleRef', defaults({ apiGroup: RBAC_GROUP })),
  inside('subjects', (subject) => ({
    ...(subject.kind === 'ServiceAccount' ? {} : { apiGroup: RBAC_GROUP }),
    ...subject,
  })),
);

const spec = (fill: Fill): Fill => inside('spec', fill);

/** The defaults of each kind, by {@link ComparedObject.type}: group and kind. */
export const KINDS: Readonly<Record<string, Fill>> = {
  'apps Deployment': spec(deploymentSpec),
  'apps StatefulSet': spec(statefulSetSpec),
  'apps DaemonSet': spec(daemonSetSpec),
  'apps ReplicaSet': spec(chain(defaults({ replicas: 1 }), inside('template', podTemplate))),
  'batch Job': spec(jobSpec),
  'batch CronJob': spec(cronJobSpec),
  Pod: spec(podSpec),
  Service: spec(serviceSpec),
  Secret: secret,
  PersistentVolumeClaim: spec(claimSpec),
  'networking.k8s.io NetworkPolicy': spec(networkPolicySpec),
  'autoscaling HorizontalPodAutoscaler': spec(defaults({ minReplicas: 1 })),
  [`${RBAC_GROUP} RoleBinding`]: binding,
  [`${RBAC_GROUP} ClusterRoleBinding`]: binding,
  'scheduling.k8s.io PriorityClass': defaults({ preemptionPolicy: 'PreemptLowerPriority' }),
  'storage.k8s.io StorageClass': defaults({ reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
};
