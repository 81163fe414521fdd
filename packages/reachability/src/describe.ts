import { shortName } from '@k8s-blocks/manifest';
import { formatList } from '@k8s-blocks/refusal';
import type { Endpoint, ExternalAddress, Labels, Target } from './model.ts';
import { isExternal } from './resolved-endpoint.ts';

/** An endpoint as it stands in a sentence: `shop/web`, `203.0.113.7`, the name of a host, or a nameless pod by its labels. */
export function describeEndpoint(endpoint: Endpoint): string {
  if (isExternal(endpoint)) return describeAddress(endpoint);
  const { namespace, name, labels } = endpoint;
  if (name !== undefined) return `${shortName(namespace)}/${shortName(name)}`;
  return `${shortName(namespace)}/{${describeLabels(labels)}}`;
}

function describeAddress({ ip, host, apiServer = false }: ExternalAddress): string {
  if (apiServer) return 'the API server';
  return host === undefined ? ip : shortName(host);
}

/** A target as it stands in a sentence: `shop/web on port 80/TCP`. */
export function describeTarget({ to, port, protocol }: Target): string {
  return `${describeEndpoint(to)} on port ${port}/${protocol}`;
}

/** Labels as they stand in a sentence: `app=web, tier=front`. */
export function describeLabels(labels: Labels): string {
  return formatList(Object.entries(labels), ([key, value]) => `${shortName(key)}=${shortName(value)}`);
}
