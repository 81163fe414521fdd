import { describe, expect, it } from 'vitest';
import { core, violatingFields } from '../testing.ts';

describe('the owner of an object', () => {
  it('is named in full', () => {
    expect(
      violatingFields(
        'owner-references',
        core('ConfigMap', {
          metadata: { name: 'shop', ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'p' }] },
        }),
      ),
    ).toEqual(['metadata.ownerReferences[0].uid']);
  });

  it('is no Event', () => {
    expect(
      violatingFields(
        'owner-references',
        core('ConfigMap', {
          metadata: { name: 'shop', ownerReferences: [{ apiVersion: 'v1', kind: 'Event', name: 'e', uid: 'u' }] },
        }),
      ),
    ).toEqual(['metadata.ownerReferences[0].kind']);
  });

  it('is the only controller', () => {
    expect(
      violatingFields(
        'owner-references',
        core('ConfigMap', {
          metadata: {
            name: 'shop',
            ownerReferences: [1, 2].map((uid) => ({
              apiVersion: 'v1',
              kind: 'Pod',
              name: 'p',
              uid: String(uid),
              controller: true,
            })),
          },
        }),
      ),
    ).toEqual(['metadata.ownerReferences']);
  });
});
