import { isDeepStrictEqual } from 'node:util';
import { formatReference, keyOf } from '@k8s-blocks/manifest';
import type { ClusterModel, Service } from '@k8s-blocks/reachability';
import type { Consequence } from '../consequence.ts';
import { formatSome } from './comparison.ts';
import { type Backends, formatPort, portsOf, serviceBackends } from './service-backends.ts';

/**
 * Services in both builds that lose a port, or whose port leads to other pods: because of their own ports and selector, or
 * because of the labels and ports of the pods.
 */
export function* serviceConsequences(before: ClusterModel, after: ClusterModel): Iterable<Consequence> {
  const wanted = new Map(after.services.map((service) => [serviceKey(service), service]));
  const [backendsBefore, backendsAfter] = serviceBackends(before, after);
  for (const service of before.services) {
    const now = wanted.get(serviceKey(service));
    if (now === undefined || now.externalName !== undefined) continue;
    const ports = portsOf(now);
    const object = formatReference({ kind: 'Service', ...now }, { withNamespace: true });
    for (const port of service.ports) {
      const [old, backends] = [backendsBefore(service, port), backendsAfter(now, port)];
      if (old.pods === backends.pods && isDeepStrictEqual(old.ports, backends.ports)) continue;
      const name = formatPort(port);
      const text = ports.has(name) ? formatOtherBackends(name, old, backends) : formatMissingPort(name);
      if (text !== undefined) yield { effect: 'cuts', object, text };
    }
  }
}

function formatMissingPort(port: string): string {
  return `Port ${port} is gone: its callers no longer connect.`;
}

/** A sentence about a port that leads to other backends; undefined if it had none before. */
function formatOtherBackends(port: string, old: Backends, backends: Backends): string | undefined {
  const name = `Port ${port}`;
  if (old.pods.length === 0) return undefined;
  if (backends.pods.length === 0) return `${name} leads to no pod any more; before it led to ${formatSome(old.pods)}.`;
  if (old.pods !== backends.pods) {
    return `${name} leads to ${formatSome(backends.pods)}; before it led to ${formatSome(old.pods)}.`;
  }
  return `${name} leads to port ${backends.ports.join(', ')} of its pods; before to ${old.ports.join(', ')}: pods that still listen there fail until they are replaced.`;
}

function serviceKey({ namespace, name }: Service): string {
  return keyOf({ group: '', kind: 'Service', namespace, name });
}
