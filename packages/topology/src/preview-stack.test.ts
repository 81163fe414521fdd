import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import {
  connection,
  contract,
  declaredTraffic,
  type Environment,
  internet,
  type PreviewOptions,
  previewStack,
  routesIn,
  type Stack,
  stack,
} from './index.ts';

const ledger = contract({ name: 'ledger', ports: { db: 3000 }, workload: 'StatefulSet' });
const payments = contract({ name: 'payments', ports: { http: { port: 80, scheme: 'http' } } });
const mail = contract({ name: 'mail', ports: { smtp: { port: 25, scheme: 'smtp' } } });
const shop = contract({ name: 'shop', ports: { http: 80 } });
const nightly = contract({ name: 'nightly', ports: {}, environments: ['staging', 'prod'] });

const nginx = { kind: 'Ingress', className: 'nginx', controller: { namespace: 'ingress-nginx' } } as const;

const map: Stack = stack({
  services: [shop, payments, ledger, mail, nightly],
  environments: {
    base: { deployed: false, values: { region: 'none' } },
    staging: {
      suffix: '-staging',
      annotations: { environment: 'staging', team: 'web' },
      routes: { ...nginx, domain: 'staging.example.com' },
      clusterNetworkPolicy: { name: 'shop' },
      gitops: 'flux',
      values: { region: 'eu' },
    },
    prod: {
      production: true,
      routes: { ...nginx, domain: 'example.com' },
      regions: { eu: { values: { region: 'eu' } }, us: { values: { region: 'us' } } },
    },
  },
  connections: [
    connection(internet, shop.ports.http, 'customers', { host: 'shop' }),
    connection(shop, payments.ports.http, 'pay'),
    connection(payments, ledger.ports.db, 'keep the books', { needed: 'later' }),
    connection(payments, mail.ports.smtp, 'send receipts', { needed: 'optional' }),
    connection(nightly, ledger.ports.db, 'sum up', { environments: ['staging', 'prod-us'] }),
  ],
});

const preview = (options: Partial<PreviewOptions> = {}): Environment => {
  const made = previewOf(options).environments['pr-42'];
  if (made === undefined) throw new Error('There is no preview.');
  return made;
};
const previewOf = (options: Partial<PreviewOptions> = {}) =>
  previewStack(map, { name: 'pr-42', services: ['shop'], ...options });

const names = (services: readonly { readonly name: string }[]) => services.map(({ name }) => name);

describe('a preview', () => {
  it('has the changed services and all that they need, at start or later, and nothing that is optional', () => {
    expect(names(previewOf().servicesIn('pr-42'))).toEqual(['payments', 'ledger', 'shop']);
    expect(names(previewOf({ services: ['payments', 'mail'] }).servicesIn('pr-42'))).toEqual([
      'payments',
      'ledger',
      'mail',
    ]);
    expect(previewOf().wavesIn('pr-42').map(names)).toEqual([['payments', 'ledger'], ['shop']]);
  });

  it('has names of its own, and what else the environment has that it is made of', () => {
    expect(preview()).toMatchObject({
      name: 'pr-42',
      prefix: '',
      suffix: '-pr-42',
      production: false,
      values: { region: 'eu' },
      annotations: { environment: 'pr-42', team: 'web' },
      clusterNetworkPolicy: { name: 'shop-pr-42' },
      preview: { of: 'staging', services: ['payments', 'ledger', 'shop'] },
    });
    expect(preview().namespaceName('shop')).toBe('shop-pr-42');
    expect(preview()).not.toHaveProperty('gitops');
  });

  it('is made of the first environment that is neither base nor production, or of the one that is named', () => {
    expect(preview().preview?.of).toBe('staging');
    expect(preview({ from: 'prod-us' })).toMatchObject({
      preview: { of: 'prod-us' },
      regionOf: 'prod',
      production: false,
      values: { region: 'us' },
    });
    const { environments } = previewStack(
      stack({
        services: [shop],
        environments: { base: {}, prod: { suffix: '-prod', production: true } },
        connections: [],
      }),
      { name: 'pr-42', services: ['shop'] },
    );
    expect(environments['pr-42']?.preview?.of).toBe('base');
  });

  it('has the connections of that environment, between the services that it has', () => {
    const trafficOf = (from: string) =>
      declaredTraffic(previewOf({ services: ['nightly'], from }), 'pr-42').map(({ why }) => why);
    expect(trafficOf('staging')).toContain('sum up');
    expect(trafficOf('prod-us')).toContain('sum up');
    expect(trafficOf('prod-eu')).not.toContain('sum up');
    expect(declaredTraffic(previewOf(), 'pr-42').map(({ why }) => why)).not.toContain('send receipts');
  });

  it('has routes below a domain of its own', () => {
    expect(routesIn(previewOf(), 'pr-42').map(({ host }) => host)).toEqual(['shop.pr-42.staging.example.com']);
  });

  it('has addresses of its own, and of what it goes without one that leads nowhere', () => {
    const env = previewOf().serviceIn(payments, 'pr-42');
    expect(env.address(ledger.ports.db)).toBe('ledger-pr-42.ledger-pr-42.svc.cluster.local:3000');
    expect(env.url(mail.ports.smtp)).toBe('smtp://mail-pr-42.mail-pr-42.invalid:25');
    expect(env.outgoing().map(({ why }) => why)).not.toContain('send receipts');
    const withMail = previewOf({ services: ['payments', 'mail'] }).serviceIn(payments, 'pr-42');
    expect(withMail.host(mail.ports.smtp)).toBe('mail-pr-42.mail-pr-42.svc.cluster.local');
    expect(() => env.host(shop.ports.http)).toThrow('no declared connection');
  });

  it('leaves the stack as it is', () => {
    const made = previewOf();
    for (const name of ['staging', 'prod-eu', 'prod-us']) expect(made.environments[name]).toBe(map.environments[name]);
    expect(names(made.servicesIn('staging'))).toEqual(names(map.servicesIn('staging')));
    expect(Object.keys(map.environments)).not.toContain('pr-42');
  });
});

describe('a preview is refused', () => {
  const problemsOf = (options: Partial<PreviewOptions>) => {
    try {
      return previewOf(options);
    } catch (error) {
      return error instanceof Refusal ? error.problems : error;
    }
  };

  it.each([
    ['with a name that is none', { name: 'PR 42' }, '"PR 42" cannot be the name of a preview'],
    ['with the name of an environment', { name: 'staging' }, '"staging" is the name of an environment'],
    ['of a service that is not there', { services: ['shopp'] }, 'The map has no service "shopp".'],
    ['of an environment that is not there', { from: 'stagin' }, 'There is no environment "stagin" that is deployed.'],
    ['of a base that is not deployed', { from: 'base' }, 'There is no environment "base" that is deployed.'],
  ])('%s', (_, options, problem) => {
    expect(problemsOf(options)).toMatchObject([{ problem: expect.stringContaining(problem) }]);
  });

  it('with a name with which another becomes too long, with how long it may be', () => {
    const name = `pr-${'4'.repeat(50)}`;
    expect(problemsOf({ name })).toEqual([
      {
        environment: name,
        service: 'ledger',
        object: `StatefulSet ledger-${name}`,
        problem: 'Its name has 60 characters, and may have 52.',
        remedy: 'Give the preview a name of 45 characters at most: --name <name>',
      },
    ]);
    expect(() => previewOf({ name: `pr-${'4'.repeat(42)}` })).not.toThrow();
  });

  it('if a namespace of it is one of an environment', () => {
    const twin = stack({
      services: [shop],
      environments: { base: {}, staging: { namespaces: (name) => `${name}-pr-42` } },
      connections: [],
    });
    expect(() => previewStack(twin, { name: 'pr-42', services: ['shop'] })).toThrow(
      '"shop-pr-42" is a namespace of "staging", with which a preview must have nothing in common.',
    );
  });
});
