import { describe, expect, it } from 'vitest';
import { statefulSet, violatingFields } from '../testing.ts';

const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

describe('the claims of a StatefulSet', () => {
  it('have the name of a volume', () => {
    expect(
      violatingFields(
        'volume-claim-templates',
        statefulSet({ volumeClaimTemplates: [{ spec: claim }, { metadata: { name: 'a.b' }, spec: claim }] }),
      ),
    ).toEqual(['spec.volumeClaimTemplates[0].metadata.name', 'spec.volumeClaimTemplates[1].metadata.name']);
  });

  it('ask for an access mode and an amount', () => {
    expect(
      violatingFields(
        'volume-claim-templates',
        statefulSet({ volumeClaimTemplates: [{ metadata: { name: 'data' } }] }),
      ),
    ).toEqual([
      'spec.volumeClaimTemplates[0].spec.accessModes',
      'spec.volumeClaimTemplates[0].spec.resources.requests.storage',
    ]);
  });

  it('do not share a volume that one pod is to have alone', () => {
    expect(
      violatingFields(
        'volume-claim-templates',
        statefulSet({
          volumeClaimTemplates: [
            { metadata: { name: 'data' }, spec: { ...claim, accessModes: ['ReadWriteOnce', 'ReadWriteOncePod'] } },
          ],
        }),
      ),
    ).toEqual(['spec.volumeClaimTemplates[0].spec.accessModes']);
  });

  it('name a source once', () => {
    expect(
      violatingFields(
        'volume-claim-templates',
        statefulSet({
          volumeClaimTemplates: [
            {
              metadata: { name: 'data' },
              spec: {
                ...claim,
                dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
                dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'b' },
              },
            },
          ],
        }),
      ),
    ).toEqual(['spec.volumeClaimTemplates[0].spec.dataSource']);
  });
});
