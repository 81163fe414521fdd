import { isNamespaced, type ObjectReference, referenceOf } from '@k8s-blocks/manifest';

/** The line between two documents of a build. Within a document every line that begins with `-` is of a list of objects. */
const SEPARATOR = /^---\n/m;

/** The documents of what Kustomize built, each as it was printed. */
export function documentsOf(yaml: string): readonly string[] {
  return yaml.split(SEPARATOR);
}

/** What Kustomize prints of these documents alone. */
export function streamOf(documents: readonly string[]): string {
  return documents.join('---\n');
}

/**
 * The object of a document, as far as it is needed to tell documents apart. The text is searched rather than parsed, which
 * would take as long as the build: Kustomize prints each field on a line of its own, those of `metadata` after two spaces.
 *
 * @returns undefined if it has no kind or no name.
 */
export function objectIn(document: string): ObjectReference | undefined {
  const [, metadata = ''] = /^metadata:\n((?: .*\n)*)/m.exec(document) ?? [];
  return referenceOf({
    apiVersion: textAfter(/^apiVersion: (.+)$/m, document),
    kind: textAfter(/^kind: (.+)$/m, document),
    metadata: {
      name: textAfter(/^ {2}name: (.+)$/m, metadata),
      namespace: textAfter(/^ {2}namespace: (.+)$/m, metadata),
    },
  });
}

/** A name that YAML would read as something else is in quotes, such as `"123"`. */
function textAfter(field: RegExp, text: string): string | undefined {
  return field.exec(text)?.[1]?.replace(/^(["'])(.*)\1$/, '$2');
}

/**
 * The namespace in which Kustomize looks for what an object refers to, and for what refers to it; of a Namespace, itself.
 * Undefined if it looks beyond one namespace: for an object of the whole cluster, which matches in all namespaces, and for a
 * RoleBinding, which matches in those of its subjects.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.7.1/api/resmap/reswrangler.go SubsetThatCouldBeReferencedByResource
 */
export function matchedNamespaceOf({ group, kind, namespace, name }: ObjectReference): string | undefined {
  if (group === '' && kind === 'Namespace') return name;
  return MATCHED_BEYOND.has(kind) ? undefined : namespace;
}

/** Whether objects of a kind may be matched beyond one namespace, by {@link matchedNamespaceOf}. */
export function isMatchedBeyond(kind: Pick<ObjectReference, 'group' | 'kind'>): boolean {
  const isNamespace = kind.group === '' && kind.kind === 'Namespace';
  return !isNamespace && (MATCHED_BEYOND.has(kind.kind) || isNamespaced(kind) === false);
}

/** Kustomize knows it by its name, whatever its group. */
const MATCHED_BEYOND = new Set(['RoleBinding']);
