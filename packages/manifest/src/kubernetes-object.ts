/** What every Kubernetes object has. Objects of the types of kubernetes-models are such objects. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string };
}
