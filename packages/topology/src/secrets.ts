import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import { type DeclaredSecret, secretNameOf } from './secret.ts';
import type { Stack } from './stack.ts';

/**
 * The name by which the manifests of an environment refer to a Secret: the service's own, or another one.
 *
 * Kustomize adds the suffix to the names of objects that it builds, and to references to those. So a Secret that the build
 * holds is referred to by its name in base, and one that is not in the build by the name that it has in the cluster.
 *
 * @param other one of the `otherSecrets` of the contract. Default: the service's own Secret.
 * @throws Refusal if the contract does not list it.
 */
export function secretReferenceName(
  contract: Contract,
  { name, suffix, secretsProvided }: Environment,
  other?: DeclaredSecret,
): string {
  if (other === undefined) return secretNameOf(contract) + (secretsProvided ? suffix : '');
  if (!contract.otherSecrets.includes(other)) throw unlisted(contract, other).within({ environment: name });
  return nameInCluster(other, suffix);
}

function unlisted({ name: service, otherSecrets }: Contract, { name }: DeclaredSecret): Refusal {
  return new Refusal({
    service,
    object: `Secret ${name}`,
    problem: `The contract of ${service} does not list it among its otherSecrets.`,
    remedy: `Add it to the contract, which lists ${formatNames(otherSecrets.map((each) => each.name))}.`,
  });
}

/** The name of a Secret that no manifest holds, in an environment of that suffix. */
function nameInCluster({ name, naming }: DeclaredSecret, suffix: string): string {
  return naming === 'fixed' ? name : name + suffix;
}

/** A Secret that is provided in the cluster, and not emitted. */
export interface ProvidedSecret {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
  /** Its type: `Opaque`, `kubernetes.io/tls`. */
  readonly type: string;
  /** The services that use it: those of its namespace. */
  readonly services: readonly string[];
  /** What it is for, and who provides it; absent for a service's own. */
  readonly declared?: DeclaredSecret;
}

/**
 * The Secrets that must be provided before an environment is applied: each service's own, unless a placeholder of it is
 * emitted, and the others that no object of the build makes.
 */
export function providedSecrets<Name extends string>(
  stack: Stack<Name>,
  environmentName: Name | 'base',
): ProvidedSecret[] {
  const environment: Environment = stack.environments[environmentName];
  const found = new Map<string, ProvidedSecret>();
  for (const each of stack.servicesIn(environmentName).flatMap((contract) => providedOf(contract, environment))) {
    const key = `${each.namespace}/${each.name}`;
    const same = found.get(key);
    found.set(key, same === undefined ? each : bothOf(same, each));
  }
  return [...found.values()];
}

function providedOf(contract: Contract, { suffix, secretsProvided }: Environment): ProvidedSecret[] {
  const location = { namespace: contract.namespace + suffix, services: [contract.name] };
  const keys = Object.keys(contract.secrets);
  const own = { ...location, name: secretNameOf(contract) + suffix, keys, type: 'Opaque' };
  const others = contract.otherSecrets.filter(({ madeBy }) => madeBy === undefined);
  return [
    ...(secretsProvided && keys.length > 0 ? [own] : []),
    ...others.map((declared) => {
      const { type, keys } = declared;
      return { ...location, name: nameInCluster(declared, suffix), keys, type, declared };
    }),
  ];
}

/** One Secret that two services of a namespace use. */
function bothOf(one: ProvidedSecret, other: ProvidedSecret): ProvidedSecret {
  const keys = [...new Set([...one.keys, ...other.keys])];
  return { ...one, keys, services: [...one.services, ...other.services] };
}
