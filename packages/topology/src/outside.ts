import { namespacePeer } from '@k8s-blocks/network-policy';
import { Refusal } from '@k8s-blocks/refusal';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { Protocol } from './contract.ts';

/** A party that the stack does not deploy: the internet, or a namespace of somebody else's. */
export interface Outside {
  /** What it is called in comments and documents: `anywhere`, `namespace monitoring`. */
  readonly title: string;
  /** The namespace that it is, if it is one. */
  readonly namespace?: string;
  /** Whom the policies admit; nothing means everybody. It is the same party in every environment. */
  readonly peers?: readonly INetworkPolicyPeer[];
  /** A port of that party, for a connection that leads out of the stack. */
  port(port: number, protocol?: Protocol): OutsidePort;
}

/** A port of a party outside. */
export interface OutsidePort {
  readonly outside: Outside;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Any pod and any address, inside the cluster and outside. */
export const anywhere: Outside = outside('anywhere');

/**
 * Every pod of a namespace that the stack does not deploy, under the same name in every environment.
 *
 * @throws Refusal if Kubernetes would refuse the name.
 */
export function outsideNamespace(namespace: string): Outside {
  return outside(`namespace ${namespace}`, { namespace, peers: [namespacePeer(namespace)] });
}

function outside(title: string, who: Pick<Outside, 'namespace' | 'peers'> = {}): Outside {
  const party: Outside = {
    title,
    ...who,
    port(port, protocol = 'TCP') {
      if (!Number.isInteger(port) || port < 1 || port > 65535) {
        throw new Refusal({
          field: 'port',
          problem: `${port} is no port of ${title}.`,
          remedy: 'Give a whole number from 1 to 65535.',
        });
      }
      return { outside: party, port, protocol };
    },
  };
  return party;
}
