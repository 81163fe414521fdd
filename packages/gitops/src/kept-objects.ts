/** A patch of Kustomize, as Flux and Argo CD take it. */
export interface KustomizePatch {
  readonly patch: string;
  readonly target: { readonly kind: string };
}

/**
 * A patch that gives the objects of some kinds an annotation, on their way to the cluster: it is for the tool that applies them, so
 * it does not belong in the trees, which `kubectl` applies too.
 *
 * @param kind a regular expression, as Kustomize takes it: `Namespace|PersistentVolumeClaim`.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function annotationPatch(kind: string, key: string, value: string): KustomizePatch {
  const [one = kind] = kind.split('|');
  // The name and kind of the patch count for nothing where it has a target.
  const patch = `apiVersion: v1\nkind: ${one}\nmetadata:\n  name: any\n  annotations:\n    ${key}: ${value}`;
  return { target: { kind }, patch };
}

/** What is never removed by a tool: with a namespace goes all in it, with a claim its data. */
export const KEPT_KINDS = 'Namespace|PersistentVolumeClaim';
