import { fieldsOf, labelsOf, listOf, nonEmptyTextOf, shortName } from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import type { ScrapedPort } from '../scraped-port.ts';
import { selectorOf } from '../selector.ts';

type Code = 'monitor-missing' | 'port-not-read';

const GROUP = 'monitoring.coreos.com';
const WHY = 'Prometheus reads nothing there, and says nothing about it.';

/**
 * Every port that a Prometheus is declared to read has a ServiceMonitor of its Service, or a PodMonitor of its pods, that reads it.
 *
 * Why: Prometheus reads nothing there, and says nothing about it.
 *
 * @example
 * # declared: the port metrics is scraped
 * apiVersion: monitoring.coreos.com/v1
 * kind: ServiceMonitor
 * spec:
 *   endpoints: [{ port: http }]
 *
 * @see https://prometheus-operator.dev/docs/developer/getting-started/
 */
export const declaredScrape: StackRule<Code> = {
  name: 'declared-scrape',
  // Others than the Prometheus operator may read it, by objects that are not known here.
  severity: 'warning',
  *check(stack) {
    const monitors = stack.objects.filter(({ reference: { group, kind } }) => group === GROUP && ENDPOINTS.has(kind));
    for (const scraped of stack.scrapedPorts ?? []) {
      const selecting = monitors.filter((monitor) => selects(stack, monitor, scraped));
      const [first] = selecting;
      if (first === undefined) yield missing(scraped);
      else if (!selecting.some((monitor) => reads(monitor, scraped))) yield notRead(first, scraped);
    }
  },
};

/** The fields of the endpoints of monitors, by kind. */
const ENDPOINTS = new Map([
  ['ServiceMonitor', 'endpoints'],
  ['PodMonitor', 'podMetricsEndpoints'],
]);

function selects({ find }: BuiltStack, { kind, namespace, fields }: BuiltObject, scraped: ScrapedPort): boolean {
  const { selector, namespaceSelector } = fieldsOf(fields.spec);
  const { any, matchNames } = fieldsOf(namespaceSelector);
  const named = listOf(matchNames);
  const isLookedInto = any === true || (named.length > 0 ? named : [namespace]).includes(scraped.namespace);
  if (!isLookedInto) return false;
  const matches = selectorOf(selector);
  if (kind === 'PodMonitor') return matches(scraped.pods);
  const services = scraped.services.map((name) => find('v1 Service', scraped.namespace, name));
  return services.some((each) => each !== undefined && matches(labelsOf(fieldsOf(each.fields.metadata).labels)));
}

/** Whether an endpoint reads the port. One that names it by its number is taken to. */
function reads({ kind, fields }: BuiltObject, { port }: ScrapedPort): boolean {
  return listOf(fieldsOf(fields.spec)[ENDPOINTS.get(kind) ?? '']).some((endpoint) => {
    const named = nonEmptyTextOf(fieldsOf(endpoint).port);
    return named === undefined || named === port;
  });
}

function missing({ namespace, name, port, services }: ScrapedPort): StackViolation<Code> {
  const kind = services.length === 0 ? 'PodMonitor' : 'ServiceMonitor';
  return {
    code: 'monitor-missing',
    object: { group: GROUP, kind, namespace, name },
    problem: `There is none for port ${shortName(port)}, which is declared to be scraped.`,
    why: WHY,
    remedy: 'Emit the app again: withBaseline adds its monitors; or let one select its Service.',
  };
}

function notRead(monitor: BuiltObject, { port }: ScrapedPort): StackViolation<Code> {
  return {
    code: 'port-not-read',
    object: monitor,
    field: `spec.${ENDPOINTS.get(monitor.kind)}`,
    problem: `None of its endpoints is port ${shortName(port)}, which is declared to be scraped.`,
    why: WHY,
    remedy: `Write port: ${shortName(port)}, or emit the app again.`,
  };
}
