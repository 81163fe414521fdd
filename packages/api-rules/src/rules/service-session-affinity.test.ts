import { describe, expect, it } from 'vitest';
import { service, violatingFields } from '../testing.ts';

describe('the session affinity of a Service', () => {
  it('exists', () => {
    expect(violatingFields('service-session-affinity', service({ sessionAffinity: 'Cookie' }))).toEqual([
      'spec.sessionAffinity',
    ]);
  });

  it('lasts at most a day', () => {
    expect(
      violatingFields(
        'service-session-affinity',
        service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86401 } } }),
      ),
    ).toEqual(['spec.sessionAffinityConfig.clientIP.timeoutSeconds']);
  });
});
