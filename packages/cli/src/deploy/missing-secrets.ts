import type { Cluster } from '@k8s-blocks/cluster';
import { fieldsOf } from '@k8s-blocks/manifest';
import { formatList, type Problem } from '@k8s-blocks/refusal';
import { type ProvidedSecret, providedSecrets, type Stack } from '@k8s-blocks/topology';

/**
 * The Secrets that others provide and that the cluster does not have, or not with all keys: without them, pods do not start.
 *
 * @param services the names of those that are deployed.
 */
export async function missingSecrets(
  cluster: Cluster,
  stack: Stack,
  { environment, services }: { readonly environment: string; readonly services: readonly string[] },
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  const needed = providedSecrets(stack, environment).filter((secret) =>
    secret.services.some((service) => services.includes(service)),
  );
  const problems = needed.map(async (secret): Promise<readonly Problem[]> => {
    const { namespace, name, keys } = secret;
    const live = await cluster.get({ apiVersion: 'v1', kind: 'Secret', namespace, name }, { signal });
    const absent = keys.filter((key) => !Object.hasOwn(fieldsOf(live?.data), key));
    const where = { service: secret.services.join(', '), environment, object: `Secret ${name} in ${namespace}` };
    if (live === undefined) {
      return [
        { ...where, problem: `It is not there${purposeOf(secret)}.`, remedy: howToProvide(secret, cluster.context) },
      ];
    }
    if (absent.length === 0) return [];
    const problem = `It is there without ${formatList(absent)}${purposeOf(secret)}.`;
    return [{ ...where, field: 'data', problem, remedy: 'Add the keys where the Secret is made.' }];
  });
  return (await Promise.all(problems)).flat();
}

function purposeOf({ declared }: ProvidedSecret): string {
  if (declared === undefined) return '';
  const by = declared.providedBy === undefined ? '' : `, and provided by ${declared.providedBy}`;
  return `; it is for: ${declared.why}${by}`;
}

function howToProvide({ namespace, name, keys, type }: ProvidedSecret, context: string): string {
  const kubectl = `kubectl --context ${context}`;
  const made =
    type === 'kubernetes.io/tls'
      ? `secret tls ${name} --cert=<file> --key=<file>`
      : `secret generic ${name}${type === 'Opaque' ? '' : ` --type=${type}`} ${keys.map((key) => `--from-literal=${key}=<value>`).join(' ')}`;
  return [
    'Provide it: by SealedSecrets, SOPS or External Secrets, or by hand, its namespace first:',
    `${kubectl} create namespace ${namespace}`,
    `${kubectl} --namespace ${namespace} create ${made}`,
  ].join('\n');
}
