/** A small stack for the tests of the page: a shop that calls its ledger. */
import { drawMap, mapOfStack, type ReportData, type ReportInput, reportData, reportPage } from '@k8s-blocks/report';
import { anywhere, connection, contract, type Stack, stack } from '@k8s-blocks/topology';

/** The shop, which sells. */
export const shop = contract({
  name: 'shop',
  namespace: 'mall',
  selector: { app: 'shop' },
  ports: { web: 8080 },
  workloads: { worker: { kind: 'Deployment', selector: { app: 'shop-worker' } } },
});
/** The ledger, which books. */
export const ledger = contract({
  name: 'ledger',
  title: 'The ledger',
  namespace: 'bank',
  selector: { app: 'ledger' },
  ports: { http: { port: 80, containerPort: 3000, scheme: 'http' }, admin: 9000 },
});
const archive = contract({ name: 'archive', namespace: 'bank', ports: {}, environments: ['production'] });

/** The map of the till. */
export const till: Stack = stack({
  services: [ledger, shop, archive],
  environments: { base: { deployed: false }, staging: { suffix: '-staging' }, production: { production: true } },
  connections: [
    connection(anywhere, shop.ports.web, 'sales'),
    connection(shop, ledger.ports.http, 'book what was sold'),
    connection(shop.workloads.worker, ledger.ports.admin, 'close the day', { environments: ['production'] }),
  ],
});

type Json = { readonly [key: string]: unknown };

interface Build {
  readonly name: 'staging' | 'production';
  readonly suffix: string;
}

function labelsOf(name: string): Json {
  return { app: name };
}

function workload({ name: environment, suffix }: Build, name: string, port?: number, replicas = 1): Json {
  const resources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } };
  const container = {
    name: 'main',
    image: `example.com/${name}:${environment === 'staging' ? '2.0' : '1.9'}`,
    resources,
    env: [{ name: 'LOG_LEVEL', value: environment === 'staging' ? 'debug' : 'info' }],
    ...(port === undefined ? {} : { ports: [{ containerPort: port }] }),
  };
  const template = { metadata: { labels: labelsOf(name) }, spec: { containers: [container] } };
  const spec = { replicas, selector: { matchLabels: labelsOf(name) }, template };
  const metadata = { name: `${name}${suffix}`, namespace: `${name === 'ledger' ? 'bank' : 'mall'}${suffix}` };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec };
}

function policy({ suffix }: Build, namespace: string, name: string, rules: Json): Json {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${name}${suffix}`, namespace: `${namespace}${suffix}` },
    spec: { podSelector: { matchLabels: labelsOf(name) }, policyTypes: ['Ingress', 'Egress'], ...rules },
  };
}

/** In production the worker may not call the ledger, though the map says so. */
function objectsOf(build: Build): { readonly shop: readonly Json[]; readonly ledger: readonly Json[] } {
  const pods = (namespace: string, name: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': `${namespace}${build.suffix}` } },
    podSelector: { matchLabels: labelsOf(name) },
  });
  const toLedger = { to: [pods('bank', 'ledger')], ports: [{ port: 3000 }] };
  const fromShop = { from: [pods('mall', 'shop')], ports: [{ port: 3000 }] };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'shop-keys' }, stringData: { KEY: 'hunter2' } };
  return {
    shop: [
      workload(build, 'shop', 8080, build.name === 'production' ? 3 : 1),
      workload(build, 'shop-worker'),
      policy(build, 'mall', 'shop', { ingress: [{ ports: [{ port: 8080 }] }], egress: [toLedger] }),
      policy(build, 'mall', 'shop-worker', { ingress: [], egress: [] }),
      secret,
    ],
    ledger: [workload(build, 'ledger', 3000), policy(build, 'bank', 'ledger', { ingress: [fromShop], egress: [] })],
  };
}

const BUILDS: readonly Build[] = [
  { name: 'staging', suffix: '-staging' },
  { name: 'production', suffix: '' },
];

/** What the report of the till is made of, with what a test has otherwise. */
export function tillInput(changes: Partial<ReportInput> = {}): ReportInput {
  const environments = BUILDS.map((build) => {
    const objects = objectsOf(build);
    const all = Object.values(objects).flat();
    const services = [
      { service: 'ledger', objects: objects.ledger },
      { service: 'shop', objects: objects.shop },
      ...(build.name === 'production' ? [{ service: 'archive', objects: [] }] : []),
    ];
    const located = all.map((object, index) => ({ object, document: `#${index}` }));
    return { name: build.name, services, input: { objects: located, environment: build.name } };
  });
  const finding = { severity: 'warning', rule: 'missing-budget', code: 'missing-budget', service: 'shop' } as const;
  const inProduction = { ...finding, environment: 'production', object: 'Deployment shop in mall' };
  return {
    title: 'till',
    mapFile: 'src/map.ts',
    stack: till,
    environments,
    findings: [{ ...inProduction, problem: 'No PodDisruptionBudget selects its pods.', remedy: 'Add one.' }],
    waived: [{ finding: { ...inProduction, problem: 'The image is old.' }, reason: 'It is replaced in May.' }],
    declaredAt: ({ why }) => ({ file: 'src/map.ts', line: why === 'sales' ? 21 : 22 }),
    writtenAt: ({ service = 'stack', kind, environment, field }) => ({
      file: `k8s/${service}/${field === undefined ? 'base' : `overlays/${environment}`}/${kind.toLowerCase()}.yaml`,
      line: 7,
    }),
    ...changes,
  };
}

/** The page of the till. */
export async function tillPage(changes: Partial<ReportInput> = {}, edit = (data: ReportData) => data): Promise<string> {
  const input = tillInput(changes);
  const picture = await drawMap(mapOfStack(input.stack), { title: 'The map', inPage: true });
  return reportPage(edit(reportData(input)), picture);
}
