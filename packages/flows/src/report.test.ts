import { describe, expect, it } from 'vitest';
import { flowReport } from './index.ts';
import { compared, hubbleLine, pod, WORLD } from './shop.test-helper.ts';

const WEB = pod('web', 'web');

describe('the report for people', () => {
  it('has the four lists, each of which says where it is empty, and what was counted', async () => {
    const report = flowReport(
      await compared([hubbleLine(WORLD, WEB, 4000), hubbleLine(WEB, WORLD, 4000, { is_reply: true })]),
    );
    expect(report).toMatch(/^Declared for base, and never seen: 6\n {2}web → order-desk:8080: place orders\n/);
    expect(report).toContain(
      '\nSeen, and not declared: nothing.\n\nSeen, and dropped by what is built now: nothing.\n\nNot understood: nothing.\n\n',
    );
    expect(report).toMatch(
      /2 lines: 1 connection; besides, 1 reply, 0 name resolutions, 0 from nodes, as probes are, 0 between others\.$/,
    );
  });

  it('says what was tried and dropped, with a few of the addresses', async () => {
    const dropped = { verdict: 'DROPPED', is_reply: undefined };
    const lines = [1, 2, 3, 4].map((part) =>
      hubbleLine(WORLD, pod('bank', 'ledger'), 9000, { ...dropped, IP: { source: `203.0.113.${part}` } }),
    );
    const report = flowReport(
      await compared([...lines, hubbleLine(WEB, pod('order-desk', 'order-desk'), 8080, dropped)]),
    );
    expect(report).toContain('  web → order-desk:8080: place orders (tried once, and dropped by the cluster)\n');
    expect(report).toContain(
      '  addresses → ledger:9000, tried 4 times and dropped by the cluster (203.0.113.1, 203.0.113.2, 203.0.113.3 and others)\n',
    );
  });
});
