import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { Protocol } from './contract.ts';

/** A party that the stack does not deploy: the internet, or a namespace of somebody else's. */
export interface Outside {
  /** What it is called in comments and documents: `anywhere`, `namespace monitoring`. */
  readonly title: string;
  /** The namespace that it is, under the same name in every environment. Absent: any pod and any address. */
  readonly namespace?: string;
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
  const fault = dnsLabelProblem(namespace);
  if (fault === undefined) return outside(`namespace ${namespace}`, { namespace });
  const remedy = 'Give the name of a namespace: lowercase letters, digits and "-", at most 63.';
  throw new Refusal({ field: 'namespace', problem: fault, remedy });
}

function outside(title: string, who: Pick<Outside, 'namespace'> = {}): Outside {
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
