import { type Environment, formatPort, type Stack } from '@k8s-blocks/topology';
import { code, table } from './markdown.ts';

/** The hosts and paths of each environment, and where they lead; empty if no service is called from the internet. */
export function routes(stack: Stack): string[] {
  const environments: readonly Environment[] = Object.values(stack.environments);
  const rows = environments.flatMap(({ name, routes: made }) =>
    stack.servicesIn(name).flatMap((service) =>
      stack
        .serviceIn(service, name)
        .routes()
        .map(({ host, path, pathType, port }) => [
          code(name),
          `${code(host + path)}${pathType === 'Exact' ? ' alone' : ''}`,
          formatPort(port),
          made?.kind ?? '',
        ]),
    ),
  );
  if (rows.length === 0) return [];
  return [
    '## Who comes in',
    'Requests from the internet, by host and path. Of two paths that fit, the longer one is taken.',
    table(['environment', 'requests for', 'lead to', 'by'], rows),
  ];
}
