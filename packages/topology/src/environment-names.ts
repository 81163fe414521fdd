import { dnsLabelProblem, quote } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/** What stands around a name. */
export interface Affixes {
  /** What the name begins with: `stg-`. Default: nothing. */
  readonly prefix?: string;
  /** What the name ends in: `-staging`. Default: nothing. */
  readonly suffix?: string;
}

/**
 * How namespaces are named: with a prefix or a suffix, or by a function of the namespace in the contract. The function must
 * be pure.
 *
 * There is no such function for the names of objects: it is Kustomize that renames an object and what refers to it, and it
 * only has `namePrefix` and `nameSuffix`.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/nameprefix/
 */
export type NamespaceNaming = Affixes | ((namespace: string) => string);

/** How an environment makes names of those in contracts and manifests. */
export interface NameOptions {
  /** What the names of objects and namespaces begin with: `stg-`. Default: nothing. */
  readonly prefix?: string;
  /**
   * What the names of objects and namespaces end in: `-staging`. Default: nothing. Environments that share a cluster need
   * names that differ.
   */
  readonly suffix?: string;
  /** How namespaces are named, where that is otherwise than objects are. Default: with the same prefix and suffix. */
  readonly namespaces?: NamespaceNaming;
}

/** The names of an environment. */
export interface EnvironmentNames extends Required<NameOptions> {
  /** The name that an object has there: `payments` becomes `payments-staging`. */
  objectName(name: string): string;
  /**
   * The name that a namespace of a contract has there.
   *
   * @throws Refusal if the function that names namespaces gives no valid name.
   */
  namespaceName(namespace: string): string;
}

/**
 * The names of an environment, with its defaults filled in.
 *
 * @throws Refusal if Kubernetes would refuse names with its prefix or suffix.
 */
export function environmentNames(environment: string, options: NameOptions): EnvironmentNames {
  const { prefix = '', suffix = '' } = options;
  const { namespaces = { prefix, suffix } } = options;
  checkAffixes({ prefix, suffix }, environment, '');
  const namespaceName = namespaceNames(environment, namespaces);
  return { prefix, suffix, namespaces, objectName: (name) => prefix + name + suffix, namespaceName };
}

function namespaceNames(environment: string, naming: NamespaceNaming): EnvironmentNames['namespaceName'] {
  if (typeof naming !== 'function') {
    const { prefix = '', suffix = '' } = affixesOf(naming, environment);
    checkAffixes({ prefix, suffix }, environment, 'namespaces.');
    return (namespace) => prefix + namespace + suffix;
  }
  const known = new Map<string, string>();
  return (namespace) => {
    const name = known.get(namespace) ?? checkedName(naming(namespace), namespace, environment);
    known.set(namespace, name);
    return name;
  };
}

/** Checked at run time too, since tsx and Node run TypeScript without checking its types. */
function affixesOf(naming: unknown, environment: string): Affixes {
  if (typeof naming === 'object' && naming !== null && !Array.isArray(naming)) return naming;
  throw new Refusal({
    environment,
    field: 'namespaces',
    problem: 'It does not say how namespaces are named.',
    remedy: `Give a suffix or a prefix, { suffix: '-${environment}' }, or a function of the name.`,
  });
}

/** What a function that names namespaces returns: TypeScript's types are not checked when an app is emitted. */
function checkedName(name: unknown, namespace: string, environment: string): string {
  const problem = typeof name === 'string' ? dnsLabelProblem(name) : 'The function returns no text.';
  if (typeof name === 'string' && problem === undefined) return name;
  throw new Refusal({
    environment,
    field: `namespaces(${quote(namespace)})`,
    problem: problem ?? 'It is not valid.',
    remedy: `Return the name of the namespace, such as "${namespace}-${environment}".`,
  });
}

function checkAffixes({ prefix, suffix }: Required<Affixes>, environment: string, within: string): void {
  const prefixProblem = dnsLabelProblem(`${prefix}x`);
  if (prefixProblem !== undefined) {
    throw new Refusal({
      environment,
      field: `${within}prefix`,
      problem: `Names cannot begin with "${prefix}": ${prefixProblem}`,
      remedy: `Give a prefix such as "${environment}-".`,
    });
  }
  const suffixProblem = dnsLabelProblem(`x${suffix}`);
  if (suffixProblem === undefined) return;
  throw new Refusal({
    environment,
    field: `${within}suffix`,
    problem: `Names cannot end in "${suffix}": ${suffixProblem}`,
    remedy: `Give a suffix such as "-${environment}".`,
  });
}
