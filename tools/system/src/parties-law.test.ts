import { BlockList } from 'node:net';
import { formatIpAddress } from '@k8s-blocks/manifest';
import { networkPolicy } from '@k8s-blocks/objects';
import { clusterOf, type Evaluator, evaluator } from '@k8s-blocks/reachability';
import {
  apiServer,
  type Contract,
  connection,
  contract,
  outsideHost,
  outsideNetwork,
  stack,
} from '@k8s-blocks/topology';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

type Family = 4 | 6;

/** A block of addresses by its bits, so that no text of ours stands between the law and its oracle. */
interface Block {
  readonly family: Family;
  readonly first: bigint;
  readonly prefix: number;
  readonly exceptions: readonly Omit<Block, 'exceptions' | 'family'>[];
}

const LENGTH = { 4: 32, 6: 128 } as const;

/** The block of a number of bits in which an address is. */
function blockAt(family: Family, address: bigint, prefix: number) {
  const hostBits = BigInt(LENGTH[family] - prefix);
  return { first: (address >> hostBits) << hostBits, prefix };
}

/** Addresses, neither of which is IPv4 within IPv6: Kubernetes takes these for IPv4. */
const addressOf = { 4: fc.bigInt(0n, 2n ** 32n - 1n), 6: fc.bigInt(2n ** 120n, 2n ** 128n - 1n) } as const;

const blocks = fc.constantFrom<Family>(4, 6).chain((family) =>
  fc
    .record({ address: addressOf[family], prefix: fc.integer({ min: 8, max: LENGTH[family] }) })
    .chain(({ address, prefix }) => {
      const { first } = blockAt(family, address, prefix);
      const inside = fc.record({
        offset: fc.bigInt(0n, 2n ** BigInt(LENGTH[family] - prefix) - 1n),
        longer: fc.integer({ min: 1, max: LENGTH[family] }),
      });
      const isOne = prefix === LENGTH[family];
      return fc.array(inside, { maxLength: isOne ? 0 : 2 }).map((list): Block => {
        const exceptions = list.map(({ offset, longer }) =>
          blockAt(family, first + offset, Math.min(prefix + longer, LENGTH[family])),
        );
        return { family, first, prefix, exceptions };
      });
    }),
);
const parties = fc.array(blocks, { minLength: 1, maxLength: 4 });

const textOf = (family: Family, { first, prefix }: { readonly first: bigint; readonly prefix: number }) =>
  `${formatIpAddress({ family, bits: first })}/${prefix}`;

function declared(list: readonly Block[]) {
  return list.map((block) => ({
    cidr: textOf(block.family, block),
    except: block.exceptions.map((each) => textOf(block.family, each)),
  }));
}

/** Node's own lists of blocks: whether one of them has an address, and none of its exceptions does. */
function isDeclared(list: readonly Block[], family: Family, bits: bigint): boolean {
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const has = (block: { readonly first: bigint; readonly prefix: number }) => {
    const known = new BlockList();
    known.addSubnet(formatIpAddress({ family, bits: block.first }), block.prefix, type);
    return known.check(formatIpAddress({ family, bits }), type);
  };
  return list.some((block) => block.family === family && has(block) && !block.exceptions.some(has));
}

/** Addresses at all edges of the blocks and their exceptions, and beside them; and any other of each family. */
function addressesToTry(list: readonly Block[], others: { readonly 4: bigint; readonly 6: bigint }) {
  const edges = list.flatMap(({ family, exceptions, ...block }) =>
    [block, ...exceptions].flatMap(({ first, prefix }) => {
      const last = first + 2n ** BigInt(LENGTH[family] - prefix) - 1n;
      const all = [first - 1n, first, last, last + 1n];
      return all.filter((bits) => 0n <= bits && bits < 2n ** BigInt(LENGTH[family])).map((bits) => ({ family, bits }));
    }),
  );
  return [...edges, { family: 4, bits: others[4] } as const, { family: 6, bits: others[6] } as const];
}

const shop = contract({ name: 'shop', ports: { http: 8080 } });
const pod = { namespace: 'shop', labels: shop.selector };

/** Who reaches whom by the policy that is made for the shop. */
function judged(party: ReturnType<typeof outsideNetwork>, cluster: object = {}): Evaluator {
  const map = stack({
    services: [shop],
    environments: { base: cluster },
    connections: [connection(shop, party.port(443), 'out'), connection(party, shop.ports.http, 'in')],
  });
  return evaluator(clusterOf([policyOf(map.serviceIn(shop, 'base')), podOf(shop)]));
}

function policyOf(env: Parameters<typeof networkPolicy>[0]) {
  const policy = networkPolicy(env);
  return { ...policy, metadata: { ...policy.metadata, namespace: env.namespace } };
}

function podOf({ name, selector }: Contract) {
  const metadata = { name, namespace: name, labels: selector };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name }] } };
}

describe('for all blocks of addresses, with exceptions, of IPv4 and IPv6', () => {
  const others = fc.record({ 4: addressOf[4], 6: addressOf[6] });

  it.each([
    ['a network', (list: readonly Block[]) => judged(outsideNetwork('the bank', declared(list)))],
    [
      'a host at known addresses',
      (list: readonly Block[]) => judged(outsideHost('the bank', 'bank.example.com', { addresses: declared(list) })),
    ],
    [
      'an API server at known addresses',
      (list: readonly Block[]) => judged(apiServer, { apiServer: { addresses: declared(list) } }),
    ],
  ])('%s is let in and out at each declared address, and at no other, on its port alone', (_, judge) => {
    fc.assert(
      fc.property(parties, others, (list, more) => {
        const { verdict } = judge(list);
        for (const { family, bits } of addressesToTry(list, more)) {
          const outside = { ip: formatIpAddress({ family, bits }) };
          const expected = isDeclared(list, family, bits);
          expect([outside.ip, verdict(pod, outside, 443, 'TCP').allowed]).toEqual([outside.ip, expected]);
          expect([outside.ip, verdict(outside, pod, 8080, 'TCP').allowed]).toEqual([outside.ip, expected]);
          expect(verdict(pod, outside, 444, 'TCP').allowed).toBe(false);
          expect(verdict(pod, outside, 443, 'UDP').allowed).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a party whose addresses are not known is let in and out at every address, and no pod is', () => {
    const { verdict } = judged(outsideHost('the bank', 'bank.example.com'));
    fc.assert(
      fc.property(fc.oneof(addressOf[4], addressOf[6]), (bits) => {
        const outside = { ip: formatIpAddress({ family: bits < 2n ** 32n ? 4 : 6, bits }) };
        expect(verdict(pod, outside, 443, 'TCP').allowed).toBe(true);
        expect(verdict(outside, pod, 8080, 'TCP').allowed).toBe(true);
        expect(verdict(pod, outside, 444, 'TCP').allowed).toBe(false);
      }),
    );
    const other = { namespace: 'other', labels: {} };
    expect(verdict(pod, other, 443, 'TCP').allowed).toBe(false);
    expect(verdict(other, pod, 8080, 'TCP').allowed).toBe(false);
  });
});
