import { isDeepStrictEqual } from 'node:util';
import { formatReference, keyOf, shortName } from '@k8s-blocks/manifest';
import type { Cluster, Service } from '@k8s-blocks/reachability';
import type { Consequence } from '../consequence.ts';
import { some } from './comparison.ts';
import { type Lead, portsOf, portText, serviceLeads } from './service-leads.ts';

/**
 * Services that are there before and after, and lose a port or lead elsewhere: because of their own ports and selector, or
 * because of the labels and ports of the pods.
 */
export function* serviceConsequences(before: Cluster, after: Cluster): Iterable<Consequence> {
  const wanted = new Map(after.services.map((service) => [serviceKey(service), service]));
  const [leadBefore, leadAfter] = serviceLeads(before, after);
  for (const service of before.services) {
    const now = wanted.get(serviceKey(service));
    if (now === undefined || now.externalName !== undefined) continue;
    const ports = portsOf(now);
    const object = `${formatReference({ kind: 'Service', name: now.name })} in ${shortName(now.namespace)}`;
    for (const port of service.ports) {
      const [old, lead] = [leadBefore(service, port), leadAfter(now, port)];
      if (old.pods === lead.pods && isDeepStrictEqual(old.ports, lead.ports)) continue;
      const text = ports.has(portText(port)) ? elsewhere(portText(port), old, lead) : goneText(portText(port));
      if (text !== undefined) yield { effect: 'cuts', object, text };
    }
  }
}

function goneText(port: string): string {
  return `Port ${port} is gone: whoever calls it no longer connects.`;
}

/** That a port leads elsewhere; nothing if it led nowhere before. */
function elsewhere(port: string, old: Lead, lead: Lead): string | undefined {
  const name = `Port ${port}`;
  if (old.pods.length === 0) return undefined;
  if (lead.pods.length === 0) return `${name} leads to no pod any more; before it led to ${some(old.pods)}.`;
  if (old.pods !== lead.pods) return `${name} leads to ${some(lead.pods)}; before it led to ${some(old.pods)}.`;
  return `${name} leads to port ${lead.ports.join(', ')} of its pods; before to ${old.ports.join(', ')}: pods that still listen there fail until they are replaced.`;
}

function serviceKey({ namespace, name }: Service): string {
  return keyOf({ group: '', kind: 'Service', namespace, name });
}
