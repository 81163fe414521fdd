/** A stack of as many services as a test wants, each like those that people have. */
import { drawMap, mapOfStack, reportData, reportPage } from '@k8s-blocks/report';
import { type Connection, connection, contract, type Stack, stack } from '@k8s-blocks/topology';

/** How many others each service calls. */
const CALLS = 3;

/** How many entries its ConfigMap has. */
const ENTRIES = 12;

const ENVIRONMENTS = [
  { name: 'base', suffix: '' },
  { name: 'staging', suffix: '-staging' },
  { name: 'production', suffix: '-production' },
] as const;

function nameOf(index: number): string {
  return `service-${String(index).padStart(4, '0')}`;
}

function calleesOf(index: number, count: number): readonly number[] {
  return Array.from({ length: CALLS }, (_, call) => (index * (2 * call + 3) + call + 1) % count);
}

function mapOf(count: number): Stack {
  const services = Array.from({ length: count }, (_, index) =>
    contract({
      name: nameOf(index),
      selector: { app: nameOf(index) },
      ports: { http: { port: 8080, scheme: 'http' } },
    }),
  );
  const connections = services.flatMap((caller, index) =>
    calleesOf(index, count).flatMap((position): Connection[] => {
      const callee = services[position];
      if (callee === undefined || callee === caller) return [];
      return [connection(caller, callee.ports.http, `hand work on to ${callee.name}`, { needed: 'later' })];
    }),
  );
  const [base, staging, production] = [{}, { suffix: '-staging' }, { suffix: '-production', production: true }];
  return stack({ services, environments: { base, staging, production }, connections });
}

function objectsOf(index: number, count: number, suffix: string): readonly object[] {
  const name = nameOf(index);
  const metadata = { name: `${name}${suffix}`, namespace: `${name}${suffix}` };
  const labels = { app: name };
  const peer = (other: number) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': `${nameOf(other)}${suffix}` } },
    podSelector: { matchLabels: { app: nameOf(other) } },
  });
  const ports = [{ port: 8080, protocol: 'TCP' }];
  const callers = Array.from({ length: count }, (_, other) => other).filter((other) =>
    calleesOf(other, count).includes(index),
  );
  const policy = {
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: callers.map(peer), ports }],
    egress: calleesOf(index, count).map((other) => ({ to: [peer(other)], ports })),
  };
  const resources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '256Mi' } };
  const container = { name, image: `${name}:${suffix}1`, ports: [{ containerPort: 8080 }], resources };
  const template = { metadata: { labels }, spec: { containers: [container] } };
  const entries = Array.from({ length: ENTRIES }, (_, entry): [string, string] => {
    return [`SETTING_${entry}`, entry < CALLS ? `http://${metadata.namespace}.svc/${entry}` : `value ${entry}`];
  });
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: metadata.namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: Object.fromEntries(entries) },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ port: 8080 }] } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas: 2, selector: { matchLabels: labels }, template },
    },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: policy },
  ];
}

/** The page of a stack of so many services, in three environments. */
export async function pageOfMany(count: number): Promise<string> {
  const map = mapOf(count);
  const environments = ENVIRONMENTS.map(({ name, suffix }) => {
    const services = Array.from({ length: count }, (_, index) => {
      return { service: nameOf(index), objects: objectsOf(index, count, suffix) };
    });
    const objects = services
      .flatMap((each) => each.objects)
      .map((object, index) => ({ object, document: `#${index}` }));
    return { name, services, input: { objects, environment: name } };
  });
  const data = reportData({
    title: 'many',
    mapFile: 'src/map.ts',
    stack: map,
    environments,
    findings: [],
    waived: [],
    declaredAt: ({ why }) => ({ file: 'src/map.ts', line: 100 + why.length }),
    writtenAt: ({ service = '', kind, environment, field }) => ({
      file: `k8s/${service}/${environment === 'base' ? 'base' : `overlays/${environment}`}/${kind.toLowerCase()}.yaml`,
      line: (field?.length ?? 0) + 3,
    }),
  });
  return reportPage(data, await drawMap(mapOfStack(map), { title: 'The map', inPage: true }));
}
