import type { Problem } from '@k8s-blocks/refusal';

interface Timings {
  /** Seconds from the start of the container to the first try. Default of the API: 0. */
  readonly initialDelaySeconds?: number;
  /** Seconds from one try to the next. Default of the API: 10. */
  readonly periodSeconds?: number;
  /** Seconds after which a try has failed. Default of the API: 1. */
  readonly timeoutSeconds?: number;
  /** Failures in a row until the probe has failed. Default of the API: 3. */
  readonly failureThreshold?: number;
}

/** The timings of a startup probe, by the API's own names. */
export interface Startup extends Timings {
  /** The API accepts 1 only. */
  readonly successThreshold?: 1;
  /** Seconds that the container gets to end after the probe has failed. Default: the grace period of the pod. */
  readonly terminationGracePeriodSeconds?: number;
}

/** The timings of a liveness probe, by the API's own names. */
export interface Liveness extends Startup {}

/** The timings of a readiness probe, by the API's own names. It stops no container, so it has no grace period. */
export interface Readiness extends Timings {
  /** Successes in a row until the pod is ready again. Default of the API: 1. */
  readonly successThreshold?: number;
}

/** The timings of a probe of any kind, before they are checked. */
export interface AnyTimings extends Timings {
  readonly successThreshold?: number;
  readonly terminationGracePeriodSeconds?: number;
}

/** The fields of a container that hold probes. */
export type ProbeField = 'startupProbe' | 'livenessProbe' | 'readinessProbe';

const MIN_TIMINGS: Required<AnyTimings> = {
  initialDelaySeconds: 0,
  periodSeconds: 1,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 1,
  terminationGracePeriodSeconds: 1,
};

/** What an API server refuses in the timings of a probe, and zeros, which it silently replaces by its defaults. */
export function problemsOfTimings(timings: AnyTimings, probe: ProbeField): Problem[] {
  const given: Readonly<Record<string, unknown>> = { ...timings };
  const problems: Problem[] = Object.entries(MIN_TIMINGS)
    .filter(([name, min]) => given[name] !== undefined && !isWholeFrom(min, given[name]))
    .map(([name, min]) => ({
      field: `${probe}.${name}`,
      problem: `${given[name]} is not a valid number here (${min} or more).`,
      remedy: `Give a whole number of ${min} or more, or leave it out.`,
    }));
  if (probe !== 'readinessProbe' && (timings.successThreshold ?? 1) > 1) {
    problems.push({
      field: `${probe}.successThreshold`,
      problem: `${timings.successThreshold} is not a valid number of successes here (1).`,
      remedy: 'Leave it out. Only a readiness probe may ask for more.',
    });
  }
  if (probe === 'readinessProbe' && timings.terminationGracePeriodSeconds !== undefined) {
    problems.push({
      field: `${probe}.terminationGracePeriodSeconds`,
      problem: 'A readiness probe stops no container, so it has no grace period.',
      remedy: 'Leave it out, or give it to the liveness probe.',
    });
  }
  return problems;
}

function isWholeFrom(min: number, value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= min;
}
