import type { Verdict } from '@k8s-blocks/reachability';
import type { Traffic } from '@k8s-blocks/topology';
import type { CalledPorts } from '@k8s-blocks/verify';

/** The ports of traffic, as policies are asked about them. */
export function calledPorts({ ports }: Traffic): readonly CalledPorts[] {
  return ports.map(({ number, ...port }) => ({ port: number, ...port }));
}

/** The verdict on the first of some ports that is denied, or else on the first. Undefined where nothing is known of any. */
export function verdictOnAll(
  ports: readonly CalledPorts[],
  verdictOn: (called: CalledPorts) => Verdict | undefined,
): Verdict | undefined {
  const verdicts = ports.flatMap((called) => verdictOn(called) ?? []);
  return verdicts.find(({ allowed }) => !allowed) ?? verdicts[0];
}
