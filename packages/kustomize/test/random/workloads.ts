import type fc from 'fast-check';
import { followed, followedUnique, ownName, unfollowed } from './names.ts';
import { objectOf } from './object.ts';
import { claimSpecOf, podMetadata, pods } from './pods.ts';
import type { Shape } from './shape.ts';
import { count, fixedOr, labels, text, word } from './values.ts';

const selector = { 'selector?': { matchLabels: labels } } as const;
const { template } = pods;
const claim = { metadata: { name: word }, spec: claimSpecOf(followedUnique) };

const workload = (apiVersion: string, kind: string, spec: Shape): fc.Arbitrary<unknown> =>
  objectOf(apiVersion, kind, ownName, { spec });

/** The kinds that run pods. */
export const workloads: readonly fc.Arbitrary<unknown>[] = [
  workload('apps/v1', 'Deployment', {
    'replicas?': count,
    ...selector,
    template,
    'strategy?': { 'type?': 'RollingUpdate', 'rollingUpdate?': { 'maxSurge?': fixedOr(count, '50%') } },
  }),
  workload('apps/v1', 'StatefulSet', {
    'replicas?': count,
    ...selector,
    'serviceName?': followed,
    template,
    'volumeClaimTemplates?': [claim],
  }),
  workload('apps/v1', 'DaemonSet', { ...selector, template }),
  workload('apps/v1', 'ReplicaSet', { ...selector, template: pods.withDataFollowed }),
  workload('batch/v1', 'Job', { 'backoffLimit?': count, template }),
  workload('batch/v1', 'CronJob', {
    schedule: fixedOr(text, '0 1 * * *'),
    jobTemplate: { 'metadata?': podMetadata, spec: { template } },
  }),
  workload('v1', 'Pod', pods.spec),
  workload('v1', 'ReplicationController', { 'selector?': labels, template: pods.withoutDataFollowed }),
  workload('serving.knative.dev/v1', 'Service', { template: pods.unfollowed }),
  workload('argoproj.io/v1alpha1', 'Rollout', {
    'replicas?': count,
    template: pods.unfollowed,
    'strategy?': { canary: { stableService: unfollowed } },
  }),
];
