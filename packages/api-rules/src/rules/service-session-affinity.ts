import { ruleFor } from '../rule.ts';
import { nonEmpty, notSupported, outOfRange, type Violations } from '../violation.ts';

const MAX_SECONDS = 86400;

/**
 * The session affinity of a Service is `None` or `ClientIP`, with a timeout of at most a day.
 *
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
 */
export const serviceSessionAffinity = ruleFor(
  'service-session-affinity',
  'Service',
  function* ({ spec = {} }): Violations {
    const { sessionAffinity, sessionAffinityConfig: config } = spec;
    yield* notSupported('spec.sessionAffinity', nonEmpty(sessionAffinity), ['None', 'ClientIP']);
    if (sessionAffinity === 'ClientIP') {
      yield* outOfRange(
        'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
        config?.clientIP?.timeoutSeconds,
        1,
        MAX_SECONDS,
      );
    }
  },
);
