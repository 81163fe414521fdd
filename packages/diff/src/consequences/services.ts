import { isDeepStrictEqual } from 'node:util';
import { type Cluster, evaluator, type Service, type ServicePort } from '@k8s-blocks/verify/reachability';
import type { Consequence } from '../consequence.ts';
import { some } from './comparison.ts';

/** Anybody: whom a Service leads to does not depend on who asks. */
const ASKING = { namespace: 'a-namespace-of-somebody-else', labels: {} };

/** Where the port of a Service leads to. */
interface Lead {
  /** Workloads: `Deployment connector`. */
  readonly pods: readonly string[];
  readonly ports: readonly number[];
}

/**
 * Services that are there before and after, and lose a port or lead elsewhere: because of their own ports and selector, or
 * because of the labels and ports of the pods.
 */
export function* serviceConsequences(before: Cluster, after: Cluster): Iterable<Consequence> {
  const wanted = new Map(after.services.map((service) => [keyOf(service), service]));
  const [leadsBefore, leadsAfter] = [leads(before), leads(after)];
  for (const service of before.services) {
    const now = wanted.get(keyOf(service));
    if (now === undefined) continue;
    for (const port of service.ports) {
      const text = whatHappens(port, now, leadsBefore(service, port), leadsAfter(now, port));
      if (text !== undefined) yield { effect: 'cuts', object: `Service ${now.name} in ${now.namespace}`, text };
    }
  }
}

function whatHappens({ port, protocol }: ServicePort, now: Service, old: Lead, lead: Lead): string | undefined {
  const name = `Port ${port}/${protocol}`;
  if (now.externalName !== undefined || isDeepStrictEqual(old, lead)) return undefined;
  if (!now.ports.some((each) => each.port === port && each.protocol === protocol)) {
    return `${name} is gone: whoever calls it no longer connects.`;
  }
  if (old.pods.length === 0) return undefined;
  if (lead.pods.length === 0) return `${name} leads to no pod any more; before it led to ${some(old.pods)}.`;
  if (!isDeepStrictEqual(old.pods, lead.pods))
    return `${name} leads to ${some(lead.pods)}; before it led to ${some(old.pods)}.`;
  return `${name} leads to port ${lead.ports.join(', ')} of its pods; before to ${old.ports.join(', ')}: pods that still listen there fail until they are replaced.`;
}

function leads(cluster: Cluster): (service: Service, port: ServicePort) => Lead {
  const { verdictToService } = evaluator(cluster);
  return (service, { port, protocol }) => {
    const { endpoints } = verdictToService(ASKING, service, port, protocol);
    const pods = endpoints.map(({ to }) => ('ip' in to ? to.ip : (to.workload ?? `Pod ${to.name}`)));
    return { pods: pods.toSorted(), ports: [...new Set(endpoints.map((each) => each.port))].toSorted((a, b) => a - b) };
  };
}

function keyOf({ namespace, name }: Service): string {
  return `${namespace}/${name}`;
}
