import type { Endpoint, Target } from './model.ts';
import { isExternal } from './resolved-endpoint.ts';

/** An endpoint as it stands in a sentence: `shop/web`, `203.0.113.7`, or a nameless pod by its labels. */
export function describeEndpoint(endpoint: Endpoint): string {
  if (isExternal(endpoint)) return endpoint.ip;
  const { namespace, name, labels } = endpoint;
  if (name !== undefined) return `${namespace}/${name}`;
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return `${namespace}/{${pairs.join(',')}}`;
}

/** A target as it stands in a sentence: `shop/web on port 80/TCP`. */
export function describeTarget({ to, port, protocol }: Target): string {
  return `${describeEndpoint(to)} on port ${port}/${protocol}`;
}
