import { checkLabels } from '@k8s-blocks/labels';
import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/** An environment as it is written. */
export interface EnvironmentDefinition {
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
}

/** A place where the whole stack runs: base, staging, production. */
export interface Environment<Name extends string = string> extends Required<EnvironmentDefinition> {
  readonly name: Name;
}

/**
 * The environment of that name, with its defaults filled in.
 *
 * @throws Refusal if the name is no folder's name, or names with its suffix would be refused by Kubernetes.
 */
export function environment<Name extends string>(name: Name, definition: EnvironmentDefinition): Environment<Name> {
  const { suffix = '', annotations = {}, production = false, secretsProvided = false } = definition;
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
  checkAnnotationKeys(annotations, name);
  return { name, suffix, annotations, production, secretsProvided };
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
