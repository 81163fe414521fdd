import { ruleFor } from '../rule.ts';
import { between, given, oneOf, type Violations } from '../violation.ts';

const longest = 86400;

/**
 * Sessions stay with a pod by the client's address, for at most a day, or not at all. A configuration for none is dropped.
 * See https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity.
 */
export const serviceSessionAffinity = ruleFor(
  'service-session-affinity',
  'Service',
  function* ({ spec = {} }): Violations {
    const { sessionAffinity, sessionAffinityConfig: config } = spec;
    yield* oneOf('spec.sessionAffinity', given(sessionAffinity), ['None', 'ClientIP']);
    if (sessionAffinity === 'ClientIP') {
      yield* between(
        'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
        config?.clientIP?.timeoutSeconds,
        1,
        longest,
      );
    }
  },
);
