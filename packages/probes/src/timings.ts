import type { Problem } from '@k8s-blocks/refusal';

interface Timings {
  /** Seconds from the start of the container to the first try; 0 if it is left out. */
  readonly initialDelaySeconds?: number;
  /** Seconds from one try to the next; 10 if it is left out. */
  readonly periodSeconds?: number;
  /** Seconds after which a try has failed; 1 if it is left out. */
  readonly timeoutSeconds?: number;
  /** Failures in a row until the probe has failed; 3 if it is left out. */
  readonly failureThreshold?: number;
}

/** The timings of a startup probe, by the API's own names. */
export interface Startup extends Timings {
  /** The API takes no other number here than 1. */
  readonly successThreshold?: 1;
  /** Seconds that the pod gets to end when the probe has failed; the pod's own if it is left out. */
  readonly terminationGracePeriodSeconds?: number;
}

/** The timings of a liveness probe, by the API's own names. */
export interface Liveness extends Startup {}

/** The timings of a readiness probe, by the API's own names. It ends no pod, and so has no grace period. */
export interface Readiness extends Timings {
  /** Successes in a row until the pod is ready again; 1 if it is left out. */
  readonly successThreshold?: number;
}

/** The timings of any probe, before it is known what is right for it. */
export interface AnyTimings extends Timings {
  readonly successThreshold?: number;
  readonly terminationGracePeriodSeconds?: number;
}

/** The fields of a probe, as they stand in a container. */
export type ProbeField = 'startupProbe' | 'livenessProbe' | 'readinessProbe';

const SMALLEST: Required<AnyTimings> = {
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
  const problems: Problem[] = Object.entries(SMALLEST)
    .filter(([name, smallest]) => given[name] !== undefined && !isWholeFrom(smallest, given[name]))
    .map(([name, smallest]) => ({
      field: `${probe}.${name}`,
      problem: `${given[name]} is not possible here.`,
      remedy: `Give a whole number from ${smallest} on, or leave it out.`,
    }));
  if (probe !== 'readinessProbe' && (timings.successThreshold ?? 1) > 1) {
    problems.push({
      field: `${probe}.successThreshold`,
      problem: `${timings.successThreshold} successes are asked for, where one must be enough.`,
      remedy: 'Leave it out. Only a readiness probe may ask for more.',
    });
  }
  if (probe === 'readinessProbe' && timings.terminationGracePeriodSeconds !== undefined) {
    problems.push({
      field: `${probe}.terminationGracePeriodSeconds`,
      problem: 'A readiness probe ends no pod, and so has no grace period.',
      remedy: 'Leave it out, or give it to the liveness probe.',
    });
  }
  return problems;
}

function isWholeFrom(smallest: number, value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= smallest;
}
