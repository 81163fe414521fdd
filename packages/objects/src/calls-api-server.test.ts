import { commentOf, keyCommentsOf } from '@k8s-blocks/comments';
import { apiServer, connection, contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { deployment, serviceAccount } from './index.ts';

const operator = contract({ name: 'operator', ports: {} });
const map = stack({
  services: [operator],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [connection(operator, apiServer.port(443), 'watch Certificates', { environments: ['staging'] })],
});
const base = map.serviceIn(operator, 'base');
const staging = map.serviceIn(operator, 'staging');
const container = { image: 'operator:1' };

describe('a service that calls the API server', () => {
  it('has its token mounted where the map declares the connection, and says why', () => {
    const account = serviceAccount(staging);
    expect(account.automountServiceAccountToken).toBe(true);
    expect(commentOf(account)).toContain('They call the API server with its token.');
    const { spec = {} } = deployment(staging, { container }).spec?.template ?? {};
    expect(spec).toMatchObject({ automountServiceAccountToken: true });
    expect(keyCommentsOf(spec)).toEqual({ automountServiceAccountToken: 'It calls the API server.' });
  });

  it('has none in the other environments, or where it says so', () => {
    expect(serviceAccount(base).automountServiceAccountToken).toBe(false);
    const { spec = {} } = deployment(base, { container }).spec?.template ?? {};
    expect(spec).toMatchObject({ automountServiceAccountToken: false });
    expect(keyCommentsOf(spec)).toEqual({});
    expect(serviceAccount(staging, { token: false }).automountServiceAccountToken).toBe(false);
  });
});
