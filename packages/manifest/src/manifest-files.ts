import type { Omitted } from '@k8s-blocks/comments';
import type { KubernetesObject } from './kubernetes-object.ts';

/** An object that is written as a literal, with whatever fields its kind has. */
type ObjectLiteral = KubernetesObject & { readonly [field: string]: unknown };

/** An object of an environment, or the reason why the environment goes without it. */
export type Manifest = KubernetesObject | ObjectLiteral | Omitted;

/** The manifests of a service in one environment: file name to object or objects, in the order of the kustomization. */
export type ManifestFiles = { readonly [FileName in `${string}.yaml`]: Manifest | readonly Manifest[] };
