import { dataKeyProblem, dnsSubdomainProblem, quote } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';

/** The name of a service's own Secret in base; other environments make their own of it. */
export function secretNameOf({ name }: { readonly name: string }): string {
  return `${name}-secrets`;
}

/** The kinds of objects of which operators make a Secret. */
export const SECRET_MAKERS = ['ExternalSecret', 'SealedSecret', 'Certificate'] as const;

/** One of {@link SECRET_MAKERS}. */
export type SecretMaker = (typeof SECRET_MAKERS)[number];

/** The types of Secrets whose keys are known, each with its keys. */
const KEYS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/basic-auth': ['username', 'password'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

/** What {@link secret} takes. */
export interface SecretDefinition {
  /** Its name; where it is suffixed, that in base. */
  readonly name: string;
  /** What a service needs it for: `pull images from registry.example.com`. */
  readonly why: string;
  /**
   * Its type. Default: Opaque.
   *
   * @see https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
   */
  readonly type?:
    | 'Opaque'
    | 'kubernetes.io/dockerconfigjson'
    | 'kubernetes.io/tls'
    | 'kubernetes.io/basic-auth'
    | 'kubernetes.io/ssh-auth'
    | (string & {});
  /** The keys that it holds. Default: those of its type; an Opaque one needs them. */
  readonly keys?: readonly string[];
  /**
   * `suffixed`: each environment has its own, with the prefix and suffix of the environment in its name. `fixed`: it has the
   * same name in every environment. Default: suffixed.
   */
  readonly naming?: 'suffixed' | 'fixed';
  /** Who provides it, in words: `the platform team`. Default: the person who applies the environment. */
  readonly providedBy?: string;
  /**
   * The kind of the object among the service's manifests from which an operator makes it. It need not be provided then.
   * Default: none.
   */
  readonly madeBy?: SecretMaker;
}

/** A Secret that services use besides their own, and that no manifest holds. */
export interface DeclaredSecret extends Required<Omit<SecretDefinition, 'providedBy' | 'madeBy' | 'type'>> {
  readonly type: string;
  readonly providedBy?: string;
  readonly madeBy?: SecretMaker;
}

/**
 * A Secret that services use besides their own: one that others provide, or that an operator makes of an object of the build. Every
 * contract that lists it among its `otherSecrets` may use it; each namespace needs its own.
 *
 * @throws Refusal if the name or a key is one that Kubernetes would refuse, or an Opaque Secret has no keys.
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function secret(definition: SecretDefinition): DeclaredSecret {
  const { name, why, type = 'Opaque', naming = 'suffixed', providedBy, madeBy } = definition;
  const keys = definition.keys ?? KEYS_OF_TYPE[type] ?? [];
  const problems = [
    ...fieldProblem('name', dnsSubdomainProblem(name), 'Correct the name.'),
    ...keyProblems(type, keys),
    ...choiceProblem('naming', naming, ['suffixed', 'fixed']),
    ...(madeBy === undefined ? [] : choiceProblem('madeBy', madeBy, SECRET_MAKERS)),
  ];
  if (problems.length > 0) throw new Refusal(problems).within({ object: `Secret ${name}` });
  return {
    name,
    why,
    type,
    keys,
    naming,
    ...(providedBy === undefined ? {} : { providedBy }),
    ...(madeBy === undefined ? {} : { madeBy }),
  };
}

function keyProblems(type: string, keys: readonly string[]) {
  const required = KEYS_OF_TYPE[type] ?? [];
  const missing = required.filter((key) => !keys.includes(key));
  return [
    ...(keys.length === 0 ? fieldProblem('keys', 'It has no keys.', 'Name the keys that it holds.') : []),
    ...(missing.length === 0 ? [] : fieldProblem('keys', `A Secret of type ${type} has ${formatNames(missing)}, too.`)),
    ...keys.flatMap((key) => fieldProblem('keys', dataKeyProblem(key), 'Correct the key.')),
  ];
}

function choiceProblem(field: string, value: string, choices: readonly string[]) {
  if (choices.includes(value)) return [];
  return fieldProblem(field, `${quote(value)} is not one of ${formatNames(choices)}.`);
}

function fieldProblem(field: string, problem: string | undefined, remedy = 'Correct it.') {
  return problem === undefined ? [] : [{ field, problem, remedy }];
}
