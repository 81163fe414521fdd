import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
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

/** The kinds whose objects are judged in full. */
export interface Kinds {
  readonly Namespace: Loose<INamespace>;
  readonly ServiceAccount: Loose<IServiceAccount>;
  readonly ConfigMap: Loose<IConfigMap>;
  readonly Secret: Loose<ISecret>;
  readonly Deployment: Loose<IDeployment>;
  readonly StatefulSet: Loose<IStatefulSet>;
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
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  PodDisruptionBudget: 'policy/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
};

/** Every kind. */
export const KINDS = Object.keys(API_VERSIONS) as readonly Kind[];

/** The metadata of any object. */
export type Metadata = NonNullable<Kinds['ConfigMap']['metadata']>;

/** A label selector. */
export type LabelSelector = NonNullable<NonNullable<Kinds['Deployment']['spec']>['selector']>;

/** Labels, annotations, and other maps to strings. */
export type StringMap = Readonly<Record<string, string | undefined>>;
