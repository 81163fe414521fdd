import { groupBy, type KubernetesObject, referenceOf } from '@k8s-blocks/manifest';

/**
 * The commands that take objects away: their namespaces with all in them, then what belongs to the whole cluster or lies in namespaces
 * of others, each by its name.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_delete/
 */
export function removalCommands(objects: readonly KubernetesObject[]): readonly string[] {
  const references = objects.flatMap((object) => referenceOf(object) ?? []);
  const isNamespace = ({ group, kind }: { readonly group: string; readonly kind: string }) =>
    group === '' && kind === 'Namespace';
  const namespaces = references.filter(isNamespace).map(({ name }) => name);
  const others = references.filter(
    (each) => !isNamespace(each) && (each.namespace === undefined || !namespaces.includes(each.namespace)),
  );
  const commands = [...groupBy(others, ({ namespace = '' }) => [namespace])].map(([namespace, those]) => {
    const names = those.map(({ group, kind, name }) => shellWord(`${resourceOf(group, kind)}/${name}`));
    return `kubectl ${namespace === '' ? '' : `-n ${namespace} `}delete ${names.join(' ')}`;
  });
  return [...(namespaces.length === 0 ? [] : [`kubectl delete namespace ${namespaces.join(' ')}`]), ...commands];
}

/** A word of a command for a shell. Names of roles may have spaces, and characters that mean something to it. */
function shellWord(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** How kubectl names a kind, so that none of another group is meant. */
function resourceOf(group: string, kind: string): string {
  return group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
}
