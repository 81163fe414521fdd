import { describe, expect, it } from 'vitest';
import type { DeclaredConnection } from '../connection.ts';
import { connections, found, messagesOf, object, shop, shopWith } from '../testing.ts';

const toApiServer: DeclaredConnection = {
  from: { namespace: 'bank', pods: { app: 'ledger' } },
  to: { apiServer: true },
  port: 443,
  protocol: 'TCP',
  why: 'watch Secrets',
};
const calling = { connections: [...connections, toApiServer] };
const withToken = shopWith('StatefulSet ledger', 'pod.automountServiceAccountToken', true);
const withoutToken = shopWith('StatefulSet ledger', 'pod.automountServiceAccountToken', false);

describe('a pod that mounts a token for the API server', () => {
  it('has the way there', () => {
    expect(messagesOf('api-server-access', withToken)).toEqual([
      expect.stringMatching(
        /^error: Its pods mount a token .* no policy allows their egress to it\. .* Declare the connection to the API server/,
      ),
    ]);
    expect(found('api-server-access', withToken)).toEqual([
      'StatefulSet ledger in bank › pod.automountServiceAccountToken',
    ]);
  });

  it.each([
    ['every address', { ports: [{ port: 6443 }] }],
    ['its address', { to: [{ ipBlock: { cidr: '192.0.2.10/32' } }], ports: [{ port: 443 }] }],
  ])('has it where a policy lets out to %s', (_, rule) => {
    const objects = shopWith('NetworkPolicy ledger', 'spec.egress.1', rule, withToken);
    expect(found('api-server-access', objects)).toEqual([]);
  });

  it('has it where the connection is declared: whether policies let it through is another question', () => {
    expect(found('api-server-access', withToken, calling)).toEqual([]);
    expect(found('declared-connection', withToken, calling)).toEqual(['NetworkPolicy ledger in bank › spec.egress']);
  });

  it('says so itself: the default of Kubernetes does not tell that a service calls', () => {
    expect(found('api-server-access', shop)).toEqual([]);
    const account = shopWith('ServiceAccount ledger', 'automountServiceAccountToken', true);
    expect(found('api-server-access', account)).toHaveLength(1);
    const overruled = shopWith('StatefulSet ledger', 'pod.automountServiceAccountToken', false, account);
    expect(found('api-server-access', overruled)).toEqual([]);
  });
});

describe('a connection to the API server that is declared', () => {
  it('needs a token', () => {
    expect(messagesOf('api-server-access', withoutToken, calling)).toEqual([
      'warning: It is declared to call the API server, and its pods mount no token. Its calls are anonymous there, which are allowed next to nothing. Set automountServiceAccountToken: true.',
    ]);
  });

  it('may have it from a volume of the pod', () => {
    const volumes = [{ name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }];
    const objects = shopWith('StatefulSet ledger', 'pod.volumes', volumes, withoutToken);
    expect(found('api-server-access', objects, calling)).toEqual([]);
  });
});

describe('a role of a ServiceAccount', () => {
  const binding = (kind: string, subject: object) =>
    object('rbac.authorization.k8s.io/v1', kind, 'bank', 'ledger', {
      subjects: [{ kind: 'ServiceAccount', ...subject }],
    });

  it.each(['RoleBinding', 'ClusterRoleBinding'])('is used by a pod that mounts the token: %s', (kind) => {
    const bound = binding(kind, { name: 'ledger', namespace: 'bank' });
    expect(found('api-server-access', [...withoutToken, bound])).toEqual([
      expect.stringMatching(`^${kind} ledger.* › subjects\\[0\\]$`),
    ]);
    expect(found('api-server-access', [...shop, bound])).toEqual([]);
  });

  it('may be for somebody who is not in the build', () => {
    expect(found('api-server-access', [...withoutToken, binding('RoleBinding', { name: 'other' })])).toEqual([]);
  });
});
