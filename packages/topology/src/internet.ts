import { Refusal } from '@k8s-blocks/refusal';

/**
 * Whoever comes from outside by a host name, through the controller of the cluster's Ingresses or its Gateway. Connections
 * from it are routes, and nothing leads to it: `anywhere.port(443)` is for calls to the outside.
 */
export interface Internet {
  /** What it is called in comments and documents. */
  readonly title: string;
  readonly party: 'internet';
  /** @throws Refusal always: whom a service calls is `anywhere`, or a network. */
  port(port: number): never;
}

/**
 * The caller of a route: `connection(internet, shop.ports.web, 'customers', { host: 'shop' })`. The environment says by what
 * routes are made, in its `routes`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export const internet: Internet = {
  title: 'the internet',
  party: 'internet',
  port(port) {
    throw new Refusal({
      problem: 'No connection leads to the internet: callers come from it.',
      remedy: `For calls to the outside, take anywhere.port(${port}), or an outsideNetwork.`,
    });
  },
};

/** Whether a party is {@link internet}: known by its form, since two copies of this package may be in one process. */
export function isInternet(party: object): party is Internet {
  return 'party' in party && party.party === 'internet';
}
