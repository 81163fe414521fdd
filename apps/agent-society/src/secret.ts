import { type Absent, absent } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { identityLabels } from '@k8s-blocks/objects';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { Env } from './settings.ts';

export const SECRETS = 'agent-society-secrets';

const HEAD = `A template with a placeholder: never commit a real secret.
By hand:
  kubectl -n agent-society create secret generic ${SECRETS} --from-literal=NOSTR_SECRET_KEY=<key>
In production SealedSecrets, SOPS or External Secrets provide it.`;

export function secret(env: Env): ISecret | Absent {
  if (!env.settings.placeholderSecret) {
    return absent(
      'SealedSecrets, SOPS or External Secrets put the real Secret there; a placeholder would overwrite it.',
    );
  }
  return comment(HEAD, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: SECRETS, labels: identityLabels(env, 'secrets') },
    type: 'Opaque',
    stringData: { NOSTR_SECRET_KEY: 'REPLACE_WITH_REAL_KEY' },
  });
}
