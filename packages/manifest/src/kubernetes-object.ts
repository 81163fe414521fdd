/** The fields that every Kubernetes object has. The types of kubernetes-models are assignable to it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string };
}
