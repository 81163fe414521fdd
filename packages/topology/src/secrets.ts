import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import { type DeclaredSecret, secretNameOf } from './secret.ts';
import type { Stack } from './stack.ts';

/**
 * The name of a Secret in an environment, by which manifests refer to it: the service's own, or another one.
 *
 * @param other one of the `otherSecrets` of the contract. Default: the service's own Secret.
 * @throws Refusal if the contract does not list it.
 */
export function secretReferenceName(contract: Contract, environment: Environment, other?: DeclaredSecret): string {
  if (other === undefined) return environment.objectName(secretNameOf(contract));
  if (!contract.otherSecrets.includes(other)) throw unlisted(contract, other).within({ environment: environment.name });
  return nameInCluster(other, environment);
}

function unlisted({ name: service, otherSecrets }: Contract, { name }: DeclaredSecret): Refusal {
  return new Refusal({
    service,
    object: `Secret ${name}`,
    problem: `The contract of ${service} does not list it among its otherSecrets.`,
    remedy: `Add it to the contract, which lists ${formatNames(otherSecrets.map((each) => each.name))}.`,
  });
}

/** The name of a Secret that no manifest holds, in an environment. */
function nameInCluster({ name, naming }: DeclaredSecret, { objectName }: Environment): string {
  return naming === 'fixed' ? name : objectName(name);
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

function providedOf(contract: Contract, environment: Environment): ProvidedSecret[] {
  const { objectName, namespaceName, secretsProvided } = environment;
  const location = { namespace: namespaceName(contract.namespace), services: [contract.name] };
  const keys = Object.keys(contract.secrets);
  const own = { ...location, name: objectName(secretNameOf(contract)), keys, type: 'Opaque' };
  const others = contract.otherSecrets.filter(({ madeBy }) => madeBy === undefined);
  return [
    ...(secretsProvided && keys.length > 0 ? [own] : []),
    ...others.map((declared) => {
      const { type, keys } = declared;
      return { ...location, name: nameInCluster(declared, environment), keys, type, declared };
    }),
  ];
}

/** One Secret that two services of a namespace use. */
function bothOf(one: ProvidedSecret, other: ProvidedSecret): ProvidedSecret {
  const keys = [...new Set([...one.keys, ...other.keys])];
  return { ...one, keys, services: [...one.services, ...other.services] };
}
