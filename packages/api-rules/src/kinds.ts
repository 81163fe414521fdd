import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IReplicaSet } from 'kubernetes-models/apps/v1/ReplicaSet';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IPodTemplate } from 'kubernetes-models/v1/PodTemplate';
import type { IReplicationController } from 'kubernetes-models/v1/ReplicationController';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

/** A type of the API as it may arrive: right in its types, but any field may be absent and any string may stand. */
export type Loose<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends readonly (infer Item)[]
        ? readonly Loose<Item>[]
        : { readonly [Key in keyof T]?: Loose<T[Key]> };

/** The kinds that have rules of their own. */
export interface Kinds {
  readonly Namespace: Loose<INamespace>;
  readonly ServiceAccount: Loose<IServiceAccount>;
  readonly ConfigMap: Loose<IConfigMap>;
  readonly Secret: Loose<ISecret>;
  readonly Pod: Loose<IPod>;
  readonly PodTemplate: Loose<IPodTemplate>;
  readonly ReplicationController: Loose<IReplicationController>;
  readonly Deployment: Loose<IDeployment>;
  readonly ReplicaSet: Loose<IReplicaSet>;
  readonly StatefulSet: Loose<IStatefulSet>;
  readonly DaemonSet: Loose<IDaemonSet>;
  readonly Job: Loose<IJob>;
  readonly CronJob: Loose<ICronJob>;
  readonly Service: Loose<IService>;
  readonly PodDisruptionBudget: Loose<IPodDisruptionBudget>;
  readonly NetworkPolicy: Loose<INetworkPolicy>;
}

export type Kind = keyof Kinds;

/** The one API version of each kind. */
export const API_VERSIONS: Readonly<Record<Kind, string>> = {
  Namespace: 'v1',
  ServiceAccount: 'v1',
  ConfigMap: 'v1',
  Secret: 'v1',
  Service: 'v1',
  Pod: 'v1',
  PodTemplate: 'v1',
  ReplicationController: 'v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  PodDisruptionBudget: 'policy/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
};

/** Every kind. */
export const KINDS = Object.keys(API_VERSIONS) as readonly Kind[];

/** The kinds whose objects hold the template of a pod, and a Pod itself. */
export const KINDS_WITH_PODS = [
  'Pod',
  'PodTemplate',
  'ReplicationController',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
] as const satisfies readonly Kind[];

export type KindWithPods = (typeof KINDS_WITH_PODS)[number];

/** The metadata of any object. */
export type Metadata = NonNullable<Kinds['ConfigMap']['metadata']>;

/** A label selector. */
export type LabelSelector = NonNullable<NonNullable<Kinds['Deployment']['spec']>['selector']>;

/** Labels, annotations, and other maps to strings. */
export type StringMap = Readonly<Record<string, string | undefined>>;
