import { containsAddress, formatIpAddress, parseCidr, parseIpAddress } from '@k8s-blocks/manifest';
import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressClasses } from './address-class.ts';

const RUNS = runs({ usual: 300, long: 10_000 });

const octet = fc.constantFrom(0, 1, 127, 128, 254, 255);
const v4 = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));
const group = fc.constantFrom('0', '1', '7fff', '8000', 'ffff');
const v6 = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':'));
const ip = fc.oneof(v4, v6);
const cidr = fc.oneof(
  fc.tuple(v4, fc.nat(32)).map(([address, bits]) => `${address}/${bits}`),
  fc.tuple(v6, fc.nat(128)).map(([address, bits]) => `${address}/${bits}`),
);

it('addresses of one class are in the same blocks of policies and declarations', () => {
  fc.assert(
    fc.property(fc.array(cidr, { maxLength: 4 }), fc.array(ip, { minLength: 2, maxLength: 12 }), (cidrs, ips) => {
      const from = { party: { blocks: cidrs.map((each) => ({ cidr: each })) } };
      const to = { party: 'anywhere' as const };
      const declared = [{ from, to, ports: [], why: 'why' }];
      const classOf = addressClasses({ stack: { addressEdges: [] }, declared, nameResolution: [] });
      const blocksOf = new Map<string, string>();
      for (const each of [...ips, ...cidrs.flatMap(aroundEdges)]) {
        const blocks = cidrs.filter((text) => isIn(text, each)).join();
        const known = blocksOf.get(classOf(each));
        if (known !== undefined) expect(blocks).toBe(known);
        blocksOf.set(classOf(each), blocks);
      }
    }),
    { numRuns: RUNS },
  );
});

/** The addresses before, at and after the edges of a block. */
function aroundEdges(text: string): string[] {
  const block = parseCidr(text);
  if (block === undefined) return [];
  const { family, first, last } = block;
  const most = family === 4 ? 2n ** 32n : 2n ** 128n;
  const around = [first - 1n, first, last, last + 1n].filter((bits) => 0n <= bits && bits < most);
  return around.map((bits) => formatIpAddress({ family, bits }));
}

function isIn(text: string, ip: string): boolean {
  const [block, address] = [parseCidr(text), parseIpAddress(ip)];
  return block !== undefined && address !== undefined && containsAddress(block, address);
}
