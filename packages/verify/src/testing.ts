/** What the tests of stack rules have in common: a stack that is right but for what a test changes. */
import { locate } from '@k8s-blocks/findings';
import { readStack, type StackInput } from './built-stack.ts';
import type { DeclaredConnection } from './connection.ts';
import { findingsOf } from './rule.ts';
import { rules } from './rules/index.ts';

export type Json = { readonly [key: string]: unknown };

/** The name of an object in a test: kind and name. */
type ObjectName = string;

const DNS = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [{ port: 53, protocol: 'UDP' }],
};

/** An object of a namespace. */
export function object(apiVersion: string, kind: string, namespace: string, name: string, fields: Json = {}): Json {
  return { apiVersion, kind, metadata: { name, namespace }, ...fields };
}

/** A peer: the pods of a namespace that have the label `app`. */
export function peer(namespace: string, app: string): Json {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { app } },
  };
}

function namespace(name: string): Json {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function workload(kind: string, inNamespace: string, app: string, port: number, container: Json, spec: Json): Json {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const ports = [{ name: 'http', containerPort: port }];
  const template = {
    metadata: { labels: { app } },
    spec: {
      serviceAccountName: app,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{ name: 'main', image: `example.com/${app}:1.0`, ports, securityContext, ...container }],
    },
  };
  const selector = { matchLabels: { app } };
  return object('apps/v1', kind, inNamespace, app, { spec: { replicas: 2, selector, template, ...spec } });
}

function companions(inNamespace: string, app: string): Json[] {
  const selector = { matchLabels: { app } };
  const budget = { minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector };
  return [
    namespace(inNamespace),
    object('v1', 'ServiceAccount', inNamespace, app),
    object('policy/v1', 'PodDisruptionBudget', inNamespace, app, { spec: budget }),
  ];
}

function policy(inNamespace: string, app: string, ingress: readonly Json[], egress: readonly Json[]): Json {
  const spec = {
    podSelector: { matchLabels: { app } },
    policyTypes: ['Ingress', 'Egress'],
    ingress,
    egress: [DNS, ...egress],
  };
  return object('networking.k8s.io/v1', 'NetworkPolicy', inNamespace, app, { spec });
}

const config = {
  LEDGER_URL: 'http://ledger.bank.svc.cluster.local:80/entries',
  RATES_URL: 'https://rates.example.com',
  HTTP_PORT: '8080',
};

/** A shop that is open to anywhere and calls its ledger, a StatefulSet of two, and rates outside of the cluster. */
export const shop: readonly Json[] = [
  ...companions('mall', 'shop'),
  object('v1', 'ConfigMap', 'mall', 'settings', { data: config }),
  object('v1', 'Secret', 'mall', 'keys', { stringData: { TOKEN: 'secret' } }),
  workload(
    'Deployment',
    'mall',
    'shop',
    8080,
    {
      envFrom: [{ configMapRef: { name: 'settings' } }],
      env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'keys', key: 'TOKEN' } } }],
      readinessProbe: { httpGet: { port: 'http' } },
    },
    {},
  ),
  object('v1', 'Service', 'mall', 'shop', {
    spec: { selector: { app: 'shop' }, ports: [{ port: 80, targetPort: 'http' }] },
  }),
  policy(
    'mall',
    'shop',
    [{ ports: [{ port: 8080 }] }],
    [{ to: [peer('bank', 'ledger')], ports: [{ port: 3000 }] }, { ports: [{ port: 443 }] }],
  ),
  ...companions('bank', 'ledger'),
  workload(
    'StatefulSet',
    'bank',
    'ledger',
    3000,
    { args: ['--peers=ledger-0.ledgers.bank.svc.cluster.local:3000,ledger-1.ledgers.bank.svc.cluster.local:3000'] },
    { serviceName: 'ledgers', podManagementPolicy: 'Parallel' },
  ),
  object('v1', 'Service', 'bank', 'ledger', {
    spec: { selector: { app: 'ledger' }, ports: [{ port: 80, targetPort: 'http' }] },
  }),
  object('v1', 'Service', 'bank', 'ledgers', {
    spec: { clusterIP: 'None', publishNotReadyAddresses: true, selector: { app: 'ledger' }, ports: [{ port: 3000 }] },
  }),
  policy(
    'bank',
    'ledger',
    [{ from: [peer('mall', 'shop'), peer('bank', 'ledger')], ports: [{ port: 3000 }] }],
    [{ to: [peer('bank', 'ledger')], ports: [{ port: 3000 }] }],
  ),
];

const shopPods = { namespace: 'mall', pods: { app: 'shop' } };
const ledgerPods = { namespace: 'bank', pods: { app: 'ledger' } };
const dns = { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } };

/** Its connections. */
export const connections: readonly DeclaredConnection[] = [
  { from: 'anywhere', to: shopPods, port: 8080, protocol: 'TCP', services: [{ name: 'shop', port: 80 }], why: 'sales' },
  {
    from: shopPods,
    to: ledgerPods,
    port: 3000,
    protocol: 'TCP',
    services: [{ name: 'ledger', port: 80 }],
    why: 'sums',
  },
  {
    from: ledgerPods,
    to: ledgerPods,
    port: 3000,
    protocol: 'TCP',
    services: [{ name: 'ledgers', port: 3000 }],
    why: 'peers',
  },
  { from: shopPods, to: 'anywhere', port: 443, protocol: 'TCP', why: 'rates' },
  { from: shopPods, to: dns, port: 53, protocol: 'UDP', why: 'names' },
  { from: ledgerPods, to: dns, port: 53, protocol: 'UDP', why: 'names' },
];

/** The shop with another value in the field of an object; `undefined` removes the field. `pod` is the pod's spec. */
export function shopWith(name: ObjectName, field: string, value: unknown, objects = shop): Json[] {
  return objects.map((each) => (nameOf(each) === name ? withField(each, stepsOf(field), value) : each));
}

/** The shop in a cluster of another domain. */
export function shopInDomain(clusterDomain: string): Json[] {
  return JSON.parse(JSON.stringify(shop).replaceAll('svc.cluster.local', `svc.${clusterDomain}`));
}

/** The shop without an object. */
export function shopWithout(name: ObjectName): Json[] {
  return shop.filter((each) => nameOf(each) !== name);
}

/** Where a rule finds something: `Service shop in mall › spec.ports`. */
export function found(rule: string, objects: readonly unknown[], options: Omit<StackInput, 'objects'> = {}): string[] {
  const stack = readStack({ objects: locate(objects), connections, ...options });
  const findings = rules.filter(({ name }) => name === rule).flatMap((each) => findingsOf(each, stack));
  return findings.map(({ object: title, field }) =>
    [title, field?.replace('spec.template.spec', 'pod')].filter((part) => part !== undefined).join(' › '),
  );
}

/** What a rule says: `warning: There is no Secret … Why. Remedy.` */
export function messagesOf(
  rule: string,
  objects: readonly unknown[],
  options: Omit<StackInput, 'objects'> = {},
): string[] {
  const stack = readStack({ objects: locate(objects), connections, ...options });
  const findings = rules.filter(({ name }) => name === rule).flatMap((each) => findingsOf(each, stack));
  return findings.map(({ severity, problem, why, remedy }) => `${severity}: ${problem} ${why} ${remedy}`);
}

function nameOf({ kind, metadata }: Json): ObjectName {
  return `${kind} ${(metadata as Json).name}`;
}

function stepsOf(field: string): readonly string[] {
  return field.replace(/^pod\b/, 'spec.template.spec').split('.');
}

function withField(value: unknown, [step = '', ...rest]: readonly string[], field: unknown): Json {
  const copy = Array.isArray(value) ? [...value] : { ...(value as Json) };
  const fields = copy as Record<string, unknown>;
  if (rest.length > 0) fields[step] = withField(fields[step], rest, field);
  else if (field === undefined) delete fields[step];
  else fields[step] = field;
  return fields;
}
