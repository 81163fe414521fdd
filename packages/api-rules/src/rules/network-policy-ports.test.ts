import { describe, expect, it } from 'vitest';
import { networkPolicy, violatingFields } from '../testing.ts';

describe('a port of a network policy', () => {
  it('is a number or a name', () => {
    expect(
      violatingFields(
        'network-policy-ports',
        networkPolicy({ ingress: [{ ports: [{ port: 0 }, { port: '80' }, { port: 'http' }, {}] }] }),
      ),
    ).toEqual(['spec.ingress[0].ports[0].port', 'spec.ingress[0].ports[1].port']);
  });

  it('begins a range with a number that is not more than its end', () => {
    expect(
      violatingFields(
        'network-policy-ports',
        networkPolicy({
          egress: [
            {
              ports: [
                { port: 'http', endPort: 90 },
                { port: 90, endPort: 80 },
                { port: 1, endPort: 70000 },
              ],
            },
          ],
        }),
      ),
    ).toEqual([
      'spec.egress[0].ports[0].endPort',
      'spec.egress[0].ports[1].endPort',
      'spec.egress[0].ports[2].endPort',
    ]);
  });

  it('is of a protocol that exists, in capitals', () => {
    expect(
      violatingFields('network-policy-ports', networkPolicy({ ingress: [{ ports: [{ protocol: 'tcp' }] }] })),
    ).toEqual(['spec.ingress[0].ports[0].protocol']);
  });
});
