import { contract, secret, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { overview } from './index.ts';
import { payments, rowsIn, section, shop, text } from './overview.test-helper.ts';

describe('the Secrets', () => {
  it('are to be provided for each environment that has none of its own, under its own names', () => {
    expect(rowsIn(section('### Before live')).slice(2)).toEqual([
      '| `payments-secrets-live` | `money-live` | `API_KEY`, `SALT` |',
    ]);
    expect(rowsIn(section('### Before production')).slice(2)).toEqual([
      '| `payments-secrets` | `money` | `API_KEY`, `SALT` |',
    ]);
    expect(text).not.toContain('### Before staging');
    expect(section('## Secrets')).toContain('The Secrets of `base` and `staging` hold placeholders.');
  });

  it('come with the command that makes one, and what makes its namespace first', () => {
    const live = section('### Before live');
    expect(live).toContain(
      'kubectl -n money-live create secret generic payments-secrets-live --from-literal=API_KEY=<value> --from-literal=SALT=<value>\n',
    );
    expect(live).toContain('`kubectl create namespace money-live`');
    expect(live).not.toContain('base/namespace.yaml');
    expect(section('### Before production')).toContain(
      '`kubectl apply --server-side -f k8s/payments/base/namespace.yaml`',
    );
  });

  describe('that others provide', () => {
    const map = stack({
      services: [
        contract({
          name: 'web',
          ports: {},
          otherSecrets: [
            secret({
              name: 'registry',
              why: 'pull images | charts',
              type: 'kubernetes.io/dockerconfigjson',
              naming: 'fixed',
              providedBy: 'the platform team',
            }),
            secret({ name: 'web-tls', why: 'serve HTTPS', type: 'kubernetes.io/tls' }),
            secret({ name: 'login', why: 'call the bank', type: 'kubernetes.io/basic-auth' }),
            secret({ name: 'web-db', why: 'the ledger', keys: ['url'], madeBy: 'ExternalSecret' }),
          ],
        }),
        payments,
      ],
      environments: {
        base: {},
        staging: { suffix: '-staging' },
        live: { suffix: '-live', secretsProvided: true },
      },
      connections: [],
    });
    const readme = overview(map, 'k8s');

    it('are listed for every environment, with what they are for and who provides them', () => {
      expect(rowsIn(section('### Before staging', readme)).slice(2)).toEqual([
        '| `registry` | `web-staging` | `.dockerconfigjson` | pull images &#124; charts | the platform team |',
        '| `web-tls-staging` | `web-staging` | `tls.crt`, `tls.key` | serve HTTPS | you |',
        '| `login-staging` | `web-staging` | `username`, `password` | call the bank | you |',
      ]);
      expect(rowsIn(section('### Before live', readme)).slice(2)[3]).toBe(
        '| `payments-secrets-live` | `money-live` | `API_KEY`, `SALT` | the values of payments | you |',
      );
    });

    it('come with the command that makes each, by its type', () => {
      const commands = [
        'kubectl -n web-live create secret docker-registry registry --docker-server=<registry> --docker-username=<user> --docker-password=<password>',
        'kubectl -n web-live create secret tls web-tls-live --cert=<file> --key=<file>',
        'kubectl -n web-live create secret generic login-live --type=kubernetes.io/basic-auth --from-literal=username=<value> --from-literal=password=<value>',
      ];
      expect(section('### Before live', readme)).toContain(
        `And the others, by hand:\n\n\`\`\`sh\n${commands.join('\n')}\n`,
      );
      expect(section('### Before live', readme)).toContain('Then, for example for `payments`:');
      expect(section('### Before base', readme)).toContain('base uses Secrets that it does not contain.');
    });

    it('are said to be made by an operator where one makes them', () => {
      expect(rowsIn(section('## Secrets', readme)).slice(2)).toEqual([
        '| `web-db` | `web` | `ExternalSecret` | `url` | the ledger |',
      ]);
    });
  });

  it('are not mentioned where no service needs any', () => {
    const map = stack({ services: [shop], environments: { base: {} }, connections: [] });
    expect(overview(map, 'k8s')).not.toContain('Secret');
  });
});
