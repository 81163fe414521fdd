import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import type { Stack } from './stack.ts';

/** The name of a service's Secret in base; other environments add their suffix. */
export function secretNameOf({ name }: Contract): string {
  return `${name}-secrets`;
}

/** A Secret that is provided in the cluster, and not emitted. */
export interface ProvidedSecret {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** The Secrets that must be provided before an environment is applied; none where placeholders are emitted. */
export function providedSecrets<Name extends string>(
  stack: Stack<Name>,
  environmentName: Name | 'base',
): ProvidedSecret[] {
  const { suffix, secretsProvided }: Environment = stack.environments[environmentName];
  if (!secretsProvided) return [];
  return stack.startOrder
    .map((contract) => ({
      namespace: contract.namespace + suffix,
      name: secretNameOf(contract) + suffix,
      keys: Object.keys(contract.secrets),
    }))
    .filter(({ keys }) => keys.length > 0);
}
