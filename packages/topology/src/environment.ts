import { checkLabels } from '@k8s-blocks/labels';
import { DEFAULT_CLUSTER_DOMAIN, dnsLabelProblem, dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { EnvironmentValues, NoValues } from './environment-values.ts';

/** An environment as it is written, besides its values. */
export interface EnvironmentOptions {
  /**
   * What the names of objects and namespaces end in: `-staging`. Default: nothing. Environments that share a cluster
   * need suffixes that differ.
   */
  readonly suffix?: string;
  /** Annotations on every object of the environment. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Whether it serves real users: `verify` then finds images whose tag is not a version, Secrets that are built, and
   * placeholders. Default: false.
   */
  readonly production?: boolean;
  /**
   * Whether Secrets are provided in the cluster, by SealedSecrets, SOPS, External Secrets or by hand. No placeholder is
   * emitted then: applied, it would overwrite the real one. Default: false.
   */
  readonly secretsProvided?: boolean;
  /**
   * The DNS domain of its cluster, in which the names of Services end: the kubelet's `clusterDomain`. Default:
   * `cluster.local`.
   *
   * @see https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
   */
  readonly clusterDomain?: string;
}

/**
 * An environment as it is written. Its values are facts about it that every service may read, such as a region; each
 * environment gives all of them. Default: none.
 */
export type EnvironmentDefinition<Values extends EnvironmentValues = NoValues> = EnvironmentOptions &
  (NoValues extends Values ? { readonly values?: OnlyKnown<Values> } : { readonly values: Values });

/** Where there are no values, none may be given: to an empty type any object could be assigned. */
type OnlyKnown<Values> = keyof Values extends never ? Readonly<Record<string, never>> : Values;

/** A place where the whole stack runs: base, staging, production. */
export interface Environment<Name extends string = string, Values extends EnvironmentValues = EnvironmentValues>
  extends Required<EnvironmentOptions> {
  readonly name: Name;
  /** Its values: `{ region: 'eu-1' }`. */
  readonly values: Values;
}

/**
 * The environment of that name, with its defaults filled in.
 *
 * @throws Refusal if the name is no folder's name, names with its suffix would be refused by Kubernetes, or its cluster
 * domain is not a domain.
 */
export function environment<Name extends string>(
  name: Name,
  definition: EnvironmentDefinition<EnvironmentValues>,
): Environment<Name> {
  const { suffix = '', annotations = {}, production = false, secretsProvided = false, values = {} } = definition;
  const { clusterDomain = DEFAULT_CLUSTER_DOMAIN } = definition;
  const place = { environment: name };
  const nameFault = dnsLabelProblem(name);
  if (nameFault !== undefined) throw new Refusal({ ...place, field: 'name', problem: nameFault });
  const suffixFault = dnsLabelProblem(`x${suffix}`);
  if (suffixFault !== undefined) {
    throw new Refusal({
      ...place,
      field: 'suffix',
      problem: `Names cannot end in "${suffix}": ${suffixFault}`,
      remedy: `Give a suffix such as "-${name}".`,
    });
  }
  const domainFault = dnsSubdomainProblem(clusterDomain);
  if (domainFault !== undefined) {
    const remedy = 'Give the clusterDomain of its kubelets, such as "cluster.local", without a dot at either end.';
    throw new Refusal({ ...place, field: 'clusterDomain', problem: domainFault, remedy });
  }
  checkAnnotationKeys(annotations, name);
  return { name, suffix, annotations, production, secretsProvided, clusterDomain, values };
}

/** Keys of annotations have the syntax of label keys; their values are free. */
function checkAnnotationKeys(annotations: Readonly<Record<string, string>>, environmentName: string): void {
  const keys = Object.fromEntries(Object.keys(annotations).map((key) => [key, '']));
  try {
    checkLabels(keys, 'annotations');
  } catch (error) {
    throw error instanceof Refusal ? error.within({ environment: environmentName }) : error;
  }
}
