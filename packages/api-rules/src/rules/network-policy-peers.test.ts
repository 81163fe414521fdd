import { describe, expect, it } from 'vitest';
import { networkPolicy, violatingFields } from '../testing.ts';

describe('a peer of a network policy', () => {
  it('selects something', () => {
    expect(violatingFields('network-policy-peers', networkPolicy({ ingress: [{ from: [{}] }] }))).toEqual([
      'spec.ingress[0].from[0]',
    ]);
  });

  it('is selected by labels, or a block', () => {
    expect(
      violatingFields(
        'network-policy-peers',
        networkPolicy({ egress: [{ to: [{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
      ),
    ).toEqual(['spec.egress[0].to[0]']);
  });

  it('is a block of addresses', () => {
    expect(
      violatingFields(
        'network-policy-peers',
        networkPolicy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.1' } }, { ipBlock: {} }] }] }),
      ),
    ).toEqual(['spec.ingress[0].from[0].ipBlock.cidr', 'spec.ingress[0].from[1].ipBlock.cidr']);
  });

  it('excepts smaller blocks within its block', () => {
    expect(
      violatingFields(
        'network-policy-peers',
        networkPolicy({
          ingress: [
            {
              from: [
                { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.0.0.0/8', '192.168.0.0/16', '::/0'] } },
              ],
            },
          ],
        }),
      ),
    ).toEqual([
      'spec.ingress[0].from[0].ipBlock.except[1]',
      'spec.ingress[0].from[0].ipBlock.except[2]',
      'spec.ingress[0].from[0].ipBlock.except[3]',
    ]);
  });

  it('may be every pod and address', () => {
    expect(
      violatingFields(
        'network-policy-peers',
        networkPolicy({ ingress: [{}], egress: [{ to: [{ ipBlock: { cidr: '::/0' } }] }] }),
      ),
    ).toEqual([]);
  });
});
