import { comment, type Omitted, omitted } from '@k8s-blocks/comments';
import { type ServiceEnvironment, secretNameOf } from '@k8s-blocks/topology';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import { serviceLabels } from './identity-labels.ts';

/**
 * The Secret of a service, `<service>-secrets`, with the placeholders of its contract; omitted where the environment
 * provides the real one.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function placeholderSecret(env: ServiceEnvironment): ISecret | Omitted {
  if (env.environment.secretsProvided) {
    return omitted('The real Secret is provided in the cluster; a placeholder would overwrite it.');
  }
  return comment(headOf(env), {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: secretNameOf(env.contract), labels: serviceLabels(env, 'secrets') },
    type: 'Opaque',
    stringData: { ...env.contract.secrets },
  });
}

function headOf(env: ServiceEnvironment): string {
  const literals = Object.keys(env.contract.secrets).map((key) => `    --from-literal=${key}=<value>`);
  return [
    'A template with placeholders: never commit real secrets. By hand:',
    `  kubectl -n ${env.namespace} create secret generic ${env.nameOf(secretNameOf(env.contract))} \\`,
    literals.join(' \\\n'),
    'In production use a KMS, SealedSecrets, SOPS, External Secrets or a vault injector.',
  ].join('\n');
}
