import { Refusal } from '@k8s-blocks/refusal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anywhere, type Connection, type Contract, connection, contract, stack } from './index.ts';

const ledger = contract({ name: 'ledger', ports: { db: 3000 } });
const shop = contract({ name: 'shop', ports: { http: 80 }, workloads: { worker: 'Deployment' } });
const payments = contract({ name: 'payments', ports: { http: 80 } });

describe('the start order of a stack', () => {
  it('has each service after those that it needs, and side by side those that wait for the same', () => {
    const map = mapOf([payments, shop, ledger], [calls(shop, payments), calls(payments, ledger)]);
    expect(wavesOf(map, 'base')).toEqual([['ledger'], ['payments'], ['shop']]);
    expect(map.startOrder.map(({ name }) => name)).toEqual(['ledger', 'payments', 'shop']);
    expect(wavesOf(mapOf([payments, shop, ledger], [calls(shop, payments)]), 'base')).toEqual([
      ['payments', 'ledger'],
      ['shop'],
    ]);
  });

  it('is that in which the services are listed where none needs another', () => {
    expect(mapOf([shop, ledger, payments], []).startOrder).toEqual([shop, ledger, payments]);
  });

  it('counts what any workload of a service needs, and nothing that a service needs of itself', () => {
    const worker = connection(shop.workloads.worker, ledger.ports.db, 'keep orders');
    const own = connection(ledger, ledger.ports.db, 'consensus');
    expect(wavesOf(mapOf([shop, ledger], [worker, own]), 'base')).toEqual([['ledger'], ['shop']]);
  });

  it.each(['later', 'optional'] as const)('does not count a connection whose callee is needed %s', (needed) => {
    const late = connection(shop, ledger.ports.db, 'keep orders', { needed });
    expect(late.needed).toBe(needed);
    expect(wavesOf(mapOf([shop, ledger], [late]), 'base')).toEqual([['shop', 'ledger']]);
  });

  it('has in each environment the services and connections of that one', () => {
    const indexer = contract({ name: 'indexer', ports: {}, environments: ['staging'] });
    const map = mapOf(
      [indexer, shop, ledger],
      [
        connection(indexer, shop.ports.http, 'read'),
        connection(shop, ledger.ports.db, 'keep orders', { environments: ['staging'] }),
      ],
    );
    expect(wavesOf(map, 'staging')).toEqual([['ledger'], ['shop'], ['indexer']]);
    expect(wavesOf(map, 'base')).toEqual([['ledger', 'shop']]);
  });

  it('keeps every need of every environment, on random maps', () => {
    fc.assert(
      fc.property(randomConnections(12), (connections) => {
        const { services, made } = connections;
        const map = mapOf(services, made);
        const waves = map.wavesIn('base');
        expect(new Set(waves.flat())).toEqual(new Set(services));
        expect(waves.flat()).toHaveLength(services.length);
        const waveOf = (name: string) => waves.findIndex((wave) => wave.some((each) => each.name === name));
        for (const { from, to } of made) {
          if (!('contract' in to) || !('name' in from)) throw new Error('It is between services.');
          expect(waveOf(to.contract)).toBeLessThan(waveOf(from.name));
        }
        // Nobody waits longer than for those that it needs.
        for (const wave of waves.slice(1).flat()) {
          const needs = made
            .filter(({ from }) => from === wave)
            .flatMap(({ to }) => ('contract' in to ? [to.contract] : []));
          expect(Math.max(...needs.map(waveOf))).toBe(waveOf(wave.name) - 1);
        }
      }),
    );
  });
});

describe('services that need each other at start', () => {
  it('are refused, with the circle and what breaks it', () => {
    const circle = [calls(shop, payments), calls(payments, ledger), connection(ledger, shop.ports.http, 'ask back')];
    expect(problemsOf(() => mapOf([shop, payments, ledger], circle))).toEqual([
      {
        field: 'connections',
        problem:
          'Services need each other at start, so none of them can be the first: shop → payments → ledger → shop ' +
          '(shop calls payments:80 (http): shop needs payments; payments calls ledger:3000 (db): payments needs ledger; ' +
          'ledger calls shop:80 (http): ask back).',
        remedy:
          "Say of a connection that its caller starts without it: connection(…, 'why', { needed: 'later' }), or { needed: 'optional' }.",
      },
    ]);
  });

  it('are shown by the shortest circle, once, and without those that merely wait for it', () => {
    const waiting = contract({ name: 'waiting', ports: {} });
    const connections = [
      calls(waiting, shop),
      calls(shop, payments),
      calls(payments, shop),
      calls(shop, ledger),
      calls(ledger, payments),
    ];
    const problems = problemsOf(() => mapOf([waiting, shop, payments, ledger], connections));
    expect(problems.map(({ problem }) => /first: ([^(]*) \(/.exec(problem)?.[1])).toEqual([
      'shop → payments → shop',
      'ledger → payments → shop → ledger',
    ]);
  });

  it('can start once one connection says so', () => {
    const connections = [calls(shop, payments), connection(payments, shop.ports.http, 'ask back', { needed: 'later' })];
    expect(wavesOf(mapOf([shop, payments], connections), 'base')).toEqual([['payments'], ['shop']]);
  });
});

describe('when a callee is needed', () => {
  it('is said of services of the stack alone', () => {
    // @ts-expect-error: nobody waits for what is outside.
    const outside = () => connection(shop, anywhere.port(443), 'fetch', { needed: 'later' });
    expect(problemsOf(outside)).toMatchObject([
      {
        field: 'connection(…, "fetch")',
        problem: 'It says when its callee is needed, and one end is not a service of the stack.',
      },
    ]);
  });

  it('is one of three words', () => {
    // @ts-expect-error: there is no such word.
    const misspelt = () => connection(shop, ledger.ports.db, 'keep orders', { needed: 'never' });
    expect(problemsOf(misspelt)).toMatchObject([
      {
        field: 'connection(…, "keep orders")',
        problem: 'Its callee is needed "never", which says nothing of the start order.',
        remedy: 'Give one of "at-start", "later", "optional".',
      },
    ]);
  });
});

describe('the name of a stack', () => {
  const environments = { base: {} };
  const parts = { services: [], connections: [], environments };

  it('is what its labels say that objects are part of, unless it has one of its own', () => {
    const labels = { 'app.kubernetes.io/part-of': 'shop' };
    expect(stack({ ...parts, labels }).name).toBe('shop');
    expect(stack({ ...parts, labels, name: 'web-shop' }).name).toBe('web-shop');
    expect(stack({ ...parts, labels: { 'app.kubernetes.io/part-of': 'The_Shop' } }).name).toBeUndefined();
    expect(stack(parts).name).toBeUndefined();
  });

  it('is a DNS label', () => {
    expect(problemsOf(() => stack({ ...parts, name: 'The shop' }))).toMatchObject([{ field: 'name' }]);
  });
});

/** A connection that says whose need it is. */
function calls(from: Contract, to: Contract): Connection {
  const [port] = Object.values(to.ports);
  if (port === undefined) throw new Error(`${to.name} has no port.`);
  return connection(from, port, `${from.name} needs ${to.name}`);
}

function mapOf(services: readonly Contract[], connections: readonly Connection[]) {
  return stack({ services, environments: { base: {}, staging: { suffix: '-staging' } }, connections });
}

function wavesOf(map: ReturnType<typeof mapOf>, environment: 'base' | 'staging') {
  return map.wavesIn(environment).map((wave) => wave.map(({ name }) => name));
}

/** Services, in any order, each of which calls some of those before it. */
function randomConnections(max: number) {
  return fc.array(fc.array(fc.nat(max - 1), { maxLength: 3 }), { minLength: 1, maxLength: max }).chain((calls) => {
    const services = calls.map((_, index) => contract({ name: `s${index}`, ports: { http: 80 } }));
    const made = calls.flatMap((callees, index) =>
      [...new Set(callees)]
        .filter((callee) => callee < index)
        .flatMap((callee) => {
          const [from, to] = [services[index], services[callee]];
          return from === undefined || to === undefined ? [] : [connection(from, to.ports.http, 'call it')];
        }),
    );
    return fc.shuffledSubarray(services, { minLength: services.length }).map((listed) => ({ services: listed, made }));
  });
}

function problemsOf(make: () => unknown) {
  try {
    make();
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
