import {
  type Connection,
  type Environment,
  isOffered,
  type OfferedPort,
  type OutsidePort,
  routesIn,
  type Stack,
} from '@k8s-blocks/topology';

/** What is called by a declared connection in an environment; undefined where it is called by no name or address. */
export function addressOf(stack: Stack, connection: Connection, environment: Environment): string | undefined {
  const { to, route } = connection;
  if (!isOffered(to)) return outsideAddress(to, environment);
  if (route === undefined) return serviceAddress(stack, to, environment);
  const [found] = routesIn({ ...stack, connections: [connection] }, environment.name);
  return found && `${found.host}${found.path}`;
}

/** The first Service that offers the port, as URL where the port has a scheme. */
function serviceAddress(
  stack: Stack,
  { contract, services, port, scheme }: OfferedPort,
  { objectName, namespaceName, clusterDomain }: Environment,
): string | undefined {
  const callee = stack.contractNamed(contract);
  const [service] = services;
  if (callee === undefined || service === undefined) return undefined;
  const address = `${objectName(service)}.${namespaceName(callee.namespace)}.svc.${clusterDomain}:${port}`;
  return scheme === undefined ? address : `${scheme}://${address}`;
}

function outsideAddress({ outside, port, endPort }: OutsidePort, { clusterDomain }: Environment): string | undefined {
  const { party } = outside;
  const ports = endPort === undefined ? String(port) : `${port}-${endPort}`;
  if (party === 'anywhere' || 'namespace' in party) return undefined;
  if ('host' in party) return `${party.host}:${ports}`;
  if ('apiServer' in party) return `https://kubernetes.default.svc.${clusterDomain}:${ports}`;
  return party.blocks.map(({ cidr }) => `${cidr} port ${ports}`).join(', ');
}
