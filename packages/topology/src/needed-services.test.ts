import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { type Connection, type Contract, connection, contract, type InnerConnectionOptions, stack } from './index.ts';
import { servicesNeededBy, servicesWaitingFor } from './needed-services.ts';

const ledger = contract({ name: 'ledger', ports: { db: 3000 } });
const payments = contract({ name: 'payments', ports: { http: 80 }, workloads: { worker: 'Deployment' } });
const shop = contract({ name: 'shop', ports: { http: 80 } });
const mail = contract({ name: 'mail', ports: { http: 80 }, environments: ['staging'] });

const calls = (from: Contract, to: typeof shop | typeof mail, options?: InnerConnectionOptions) =>
  connection(from, to.ports.http, `${from.name} calls ${to.name}`, options);

const mapOf = (...connections: Connection[]) =>
  stack({ services: [shop, mail, payments, ledger], environments: { base: {}, staging: {} }, connections });

const needed = (map: ReturnType<typeof mapOf>, names: readonly string[], environment: 'base' | 'staging' = 'staging') =>
  servicesNeededBy(map, names, environment).map(({ name }) => name);

const worker = connection(payments.workloads.worker, ledger.ports.db, 'keep the books');

describe('the services that a service needs', () => {
  it('are those that it calls, and that these call, from any of their workloads, in start order', () => {
    const map = mapOf(calls(shop, payments), worker);
    expect(needed(map, ['shop'])).toEqual(['ledger', 'payments', 'shop']);
    expect(needed(map, ['payments'])).toEqual(['ledger', 'payments']);
    expect(needed(map, ['mail', 'ledger'])).toEqual(['mail', 'ledger']);
  });

  it('count if they are needed later, also in a circle, and do not if they are optional', () => {
    const circle = [calls(shop, payments), calls(payments, shop, { needed: 'later' })];
    expect(needed(mapOf(...circle), ['payments'])).toEqual(['payments', 'shop']);
    expect(needed(mapOf(calls(shop, payments, { needed: 'optional' })), ['shop'])).toEqual(['shop']);
  });

  it('are those of the environment', () => {
    const map = mapOf(calls(shop, mail), calls(shop, payments, { environments: ['staging'] }));
    expect(needed(map, ['shop'])).toEqual(['mail', 'payments', 'shop']);
    expect(needed(map, ['shop'], 'base')).toEqual(['shop']);
  });
});

describe('the services that wait for a service', () => {
  it('are those that need it at start, and those that need these', () => {
    const map = mapOf(calls(shop, payments), worker, calls(mail, shop, { needed: 'later' }));
    const waiting = (service: Contract) => servicesWaitingFor(map, service, 'staging').map(({ name }) => name);
    expect(waiting(ledger)).toEqual(['payments', 'shop']);
    expect(waiting(payments)).toEqual(['shop']);
    expect(waiting(shop)).toEqual([]);
  });
});

describe('the name of a service that is not deployed', () => {
  const problemsOf = (name: string) => {
    try {
      return needed(mapOf(), [name], 'base');
    } catch (error) {
      return error instanceof Refusal ? error.problems : error;
    }
  };

  it('is refused, with the name that is meant', () => {
    expect(problemsOf('shopp')).toEqual([
      { environment: 'base', problem: 'The map has no service "shopp".', remedy: 'Did you mean "shop"?' },
    ]);
  });

  it('is refused, with those that are', () => {
    expect(problemsOf('mail')).toEqual([
      {
        environment: 'base',
        problem: 'The map does not deploy the service "mail" in this environment.',
        remedy: 'Name one of "shop", "payments", "ledger".',
      },
    ]);
  });
});
