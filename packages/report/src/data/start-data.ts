import { directNeeds, type Stack } from '@k8s-blocks/topology';
import type { ServiceInEnvironment } from './service-data.ts';

/** When a service is started in an environment, and for which others it waits. */
export type StartData = Pick<ServiceInEnvironment, 'wave' | 'needs'>;

/** When each service of an environment is started, by its name. */
export function startsIn(stack: Stack, environment: string): ReadonlyMap<string, StartData> {
  const services = new Map(stack.startOrder.map((service, position) => [service, position]));
  const connections = new Map(stack.connections.map((connection, position) => [connection, position]));
  const allNeeds = directNeeds(stack, environment);
  const starts = stack.wavesIn(environment).flatMap((wave, index) =>
    wave.map((service): [string, StartData] => {
      const needs = [...(allNeeds.get(service) ?? [])].map(([callee, connection]) => ({
        service: services.get(callee) ?? 0,
        connection: connections.get(connection) ?? 0,
      }));
      return [service.name, { wave: index + 1, ...(needs.length === 0 ? {} : { needs }) }];
    }),
  );
  return new Map(starts);
}
