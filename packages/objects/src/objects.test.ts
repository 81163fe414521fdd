import { commentKeys, commentOf, keyCommentsOf, omitted } from '@k8s-blocks/comments';
import { egressRules, ingressRules } from '@k8s-blocks/policies';
import { anywhere, connection, contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import {
  configMap,
  configurationChecksum,
  containerPorts,
  deployment,
  fromConfigMap,
  fromSecret,
  identityLabels,
  keepOneUp,
  namespace,
  networkPolicy,
  placeholderSecret,
  podDisruptionBudget,
  podTemplate,
  service,
  serviceAccount,
  spreadAcrossNodes,
  variableFromSecret,
  waive,
} from './index.ts';

const payments = contract({
  name: 'payments',
  namespace: 'money',
  identity: { name: 'pay', component: 'api' },
  secrets: { API_KEY: 'REPLACE_WITH_REAL_KEY' },
  ports: {
    http: { port: 80, containerPort: 8080, scheme: 'http' },
    dns: { port: 53, protocol: 'UDP', services: ['payments', 'payments-lookup'] },
  },
});
const shop = contract({ name: 'shop', ports: {} });
const map = stack({
  startOrder: [payments, shop],
  environments: { base: {}, staging: { suffix: '-staging' }, production: { secretsProvided: true } },
  connections: [
    connection(shop, payments.ports.http, 'pay for a basket'),
    connection(payments, anywhere.port(443), 'call the bank', { environments: ['staging'] }),
  ],
});
const base = map.place(payments, 'base');
const staging = map.place(payments, 'staging');

/** Comments are kept under symbols, which a structured clone is without: what is left is the data. */
const data = structuredClone;
const LABELS = { 'app.kubernetes.io/name': 'pay', 'app.kubernetes.io/component': 'api' };
const CONTAINER = { name: 'payments', image: 'payments:1' };

describe('the labels of a service’s objects', () => {
  it('are its identity, with another component where the object has its own', () => {
    expect(identityLabels(base)).toEqual(LABELS);
    expect(identityLabels(base, 'secrets')).toEqual({ ...LABELS, 'app.kubernetes.io/component': 'secrets' });
  });
});

describe('a Namespace', () => {
  it('is written under its name in base, is labelled with its real name, and enforces the level', () => {
    expect(data(namespace(staging, { podSecurity: 'restricted' }))).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'money',
        labels: {
          'app.kubernetes.io/name': 'money-staging',
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
      },
    });
  });

  it('carries a component where it is to', () => {
    const { metadata } = namespace(base, { podSecurity: 'baseline', component: 'accounting' });
    expect(metadata?.labels).toMatchObject({ 'app.kubernetes.io/component': 'accounting' });
  });
});

describe('a ServiceAccount', () => {
  it('has the service’s name, and gives pods no token', () => {
    expect(data(serviceAccount(base))).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'payments', labels: LABELS },
      automountServiceAccountToken: false,
    });
  });
});

describe('a Service', () => {
  it('has the ports that the contract offers on it, and finds the container’s by name', () => {
    expect(service(base)).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'payments', labels: LABELS },
      spec: {
        type: 'ClusterIP',
        selector: LABELS,
        ports: [
          { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
          { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
        ],
      },
    });
  });

  it('has the ports of its own name alone, and may be headless', () => {
    const lookup = service(base, { name: 'payments-lookup', component: 'lookup', headless: true });
    expect(lookup.metadata).toEqual({
      name: 'payments-lookup',
      labels: { ...LABELS, 'app.kubernetes.io/component': 'lookup' },
    });
    expect(lookup.spec?.clusterIP).toBe('None');
    expect(lookup.spec?.ports?.map(({ name }) => name)).toEqual(['dns']);
    expect(lookup.spec?.selector).toEqual(LABELS);
  });

  it('is refused where the contract offers no port on it, with the Services that it has', () => {
    expect(() => service(base, { name: 'payments-admin' })).toThrow(
      /^Service payments-admin › spec\.ports\n.*payments.*"payments-admin"\.\n.*"payments", "payments-lookup"\.$/,
    );
  });

  it('is refused where the contract offers no ports at all', () => {
    expect(() => service(map.place(shop, 'base'))).toThrow('It offers ports on none.');
  });

  it('finds a port of the container by every name', () => {
    const names = containerPorts(payments).map(({ name }) => name);
    for (const { targetPort } of service(base).spec?.ports ?? []) expect(names).toContain(targetPort);
  });
});

describe('the ports of a container', () => {
  it('are all that the contract offers, with the numbers of the container', () => {
    expect(containerPorts(payments)).toEqual([
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
    ]);
  });

  it('keep their names in the type', () => {
    const [first] = containerPorts(payments);
    const known: 'http' | 'dns' | undefined = first?.name;
    // @ts-expect-error: there is no port of that name.
    const unknown: 'admin' | undefined = first?.name;
    expect(known).toBe(unknown);
  });
});

describe('a pod template', () => {
  it('has the identity, the service’s account without a token, the restricted context and 30 seconds to end', () => {
    expect(podTemplate(base, { containers: [CONTAINER] })).toEqual({
      metadata: { labels: LABELS },
      spec: {
        serviceAccountName: 'payments',
        automountServiceAccountToken: false,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          runAsGroup: 1000,
          fsGroup: 1000,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        terminationGracePeriodSeconds: 30,
        containers: [CONTAINER],
      },
    });
  });

  it('takes any field of the API instead of its own', () => {
    const { metadata, spec } = podTemplate(base, {
      annotations: { 'prometheus.io/scrape': 'true' },
      containers: [CONTAINER],
      terminationGracePeriodSeconds: 60,
      securityContext: { fsGroup: 7 },
      hostname: 'pay',
    });
    expect(metadata?.annotations).toEqual({ 'prometheus.io/scrape': 'true' });
    expect(spec).toMatchObject({ terminationGracePeriodSeconds: 60, securityContext: { fsGroup: 7 }, hostname: 'pay' });
    expect(spec?.securityContext).toEqual({ fsGroup: 7 });
    expect(spec).not.toHaveProperty('annotations');
  });
});

describe('a Deployment', () => {
  const made = deployment(base, { replicas: 2, pod: { containers: [CONTAINER] } });

  it('never goes below the wanted number of pods', () => {
    expect(made).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'payments', labels: LABELS },
      spec: {
        replicas: 2,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      },
    });
  });

  it('selects its own pods', () => {
    expect(made.spec?.selector).toEqual({ matchLabels: LABELS });
    expect(made.spec?.template.metadata?.labels).toMatchObject(made.spec?.selector.matchLabels ?? {});
  });

  it('spreads its pods over nodes, unless the pod says otherwise', () => {
    expect(made.spec?.template.spec?.affinity).toEqual(spreadAcrossNodes(base));
    const own = deployment(base, { replicas: 1, pod: { containers: [CONTAINER], affinity: {} } });
    expect(own.spec?.template.spec?.affinity).toEqual({});
  });

  it('keeps every field open to whoever spreads it', () => {
    const paused = { ...made, spec: { ...made.spec, paused: true, replicas: 0 } };
    expect(paused).toMatchObject({ kind: 'Deployment', spec: { paused: true, replicas: 0, template: {} } });
    expect(made.spec).toMatchObject({ replicas: 2 });
    expect(made.spec).not.toHaveProperty('paused');
  });
});

describe('objects of one contract', () => {
  it('share no data that a change to one could carry into another', () => {
    const first = service(base);
    Object.assign(first.spec?.selector ?? {}, { tier: 'gold' });
    Object.assign(podDisruptionBudget(base, 1).spec?.selector?.matchLabels ?? {}, { tier: 'gold' });
    expect(service(base).spec?.selector).toEqual(LABELS);
    expect(payments.selector).toEqual(LABELS);
  });
});

describe('the spreading of pods', () => {
  const term = {
    labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'pay' } },
    topologyKey: 'kubernetes.io/hostname',
  };

  it('is a preference', () => {
    expect(spreadAcrossNodes(base)).toEqual({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }],
      },
    });
  });

  it('is a must where it is required', () => {
    expect(spreadAcrossNodes(base, 'required')).toEqual({
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] },
    });
  });
});

describe('a PodDisruptionBudget', () => {
  it.each([1, 0, '50%'])('keeps %s of the service’s own pods, and lets crashed ones go', (minAvailable) => {
    expect(data(podDisruptionBudget(base, minAvailable))).toEqual({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'payments', labels: LABELS },
      spec: { minAvailable, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: LABELS } },
    });
  });
});

describe('a PodDisruptionBudget that keeps one pod up', () => {
  const WAIVER = 'k8s-blocks/waive-blocked-drain';

  it.each([2, 3])('of %s replicas is an ordinary one, with nothing to accept', (replicas) => {
    expect(keepOneUp(base, replicas)).toEqual(podDisruptionBudget(base, 1));
    expect(keepOneUp(base, replicas).metadata).not.toHaveProperty('annotations');
  });

  it.each([1, 0])('of %s replicas blocks the drain, and accepts that with a reason', (replicas) => {
    const { metadata, spec } = keepOneUp(base, replicas);
    expect(metadata?.annotations).toEqual({ [WAIVER]: expect.stringMatching(/^One pod stays up .+\.$/) });
    expect(spec).toEqual(podDisruptionBudget(base, 1).spec);
  });

  it('keeps the comment that says what it is for', () => {
    expect(commentOf(keepOneUp(base, 1))).toBe(commentOf(podDisruptionBudget(base, 1)));
  });
});

describe('a waiver', () => {
  it('is an annotation with the rule and the reason, beside those that are there', () => {
    const account = { ...serviceAccount(base), metadata: { name: 'payments', annotations: { owner: 'money' } } };
    const waived = waive('unused-object', 'The operator uses it.', account);
    expect(waived).toEqual({
      ...account,
      metadata: {
        name: 'payments',
        annotations: { owner: 'money', 'k8s-blocks/waive-unused-object': 'The operator uses it.' },
      },
    });
  });

  it('leaves the object that it is given as it was, and its comments where they are', () => {
    const budget = podDisruptionBudget(base, 1);
    const before = data(budget);
    expect(commentOf(waive('blocked-drain', 'Why.', budget))).toBe(commentOf(budget));
    expect(data(budget)).toEqual(before);
  });

  it('may be one of several on an object', () => {
    const twice = waive('unused-object', 'One.', waive('blocked-drain', 'Two.', podDisruptionBudget(base, 1)));
    expect(Object.keys(twice.metadata?.annotations ?? {})).toEqual([
      'k8s-blocks/waive-blocked-drain',
      'k8s-blocks/waive-unused-object',
    ]);
  });

  it('can be had on an object that has no metadata yet', () => {
    const bare = { apiVersion: 'v1', kind: 'ConfigMap' };
    expect(waive('unused-object', 'Why.', bare)).toHaveProperty('metadata.annotations', {
      'k8s-blocks/waive-unused-object': 'Why.',
    });
  });
});

describe('a NetworkPolicy', () => {
  it('limits both directions of the service’s pods, to what the map declares for the environment', () => {
    const policy = networkPolicy(base);
    expect(policy).toMatchObject({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'payments', labels: LABELS },
      spec: { podSelector: { matchLabels: LABELS }, policyTypes: ['Ingress', 'Egress'] },
    });
    expect(policy.spec?.ingress).toEqual(ingressRules(base.incoming()));
    expect(policy.spec?.egress).toHaveLength(1);
    expect(networkPolicy(staging).spec?.egress).toEqual(egressRules(staging.outgoing()));
    expect(staging.outgoing()).toHaveLength(2);
  });

  it('keeps the whys of its rules', () => {
    expect(networkPolicy(base).spec?.ingress?.map(commentOf)).toEqual(['From shop: pay for a basket.']);
  });
});

describe('a ConfigMap and a Secret', () => {
  it('hold what they are given, and are found by the containers that read them', () => {
    const config = configMap(base, { LOG_LEVEL: 'info' });
    expect(data(config)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'payments-config', labels: LABELS },
      data: { LOG_LEVEL: 'info' },
    });
    expect(fromConfigMap(base)).toEqual({ configMapRef: { name: config.metadata?.name } });
    expect(data(placeholderSecret(base))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'payments-secrets', labels: { ...LABELS, 'app.kubernetes.io/component': 'secrets' } },
      type: 'Opaque',
      stringData: { API_KEY: 'REPLACE_WITH_REAL_KEY' },
    });
    expect(fromSecret(base)).toEqual({ secretRef: { name: 'payments-secrets' } });
  });

  it('keep the comments of their entries', () => {
    const entries = commentKeys({ TIMEOUT: '5' }, { TIMEOUT: 'Seconds.' });
    expect(keyCommentsOf(configMap(base, entries).data)).toEqual({ TIMEOUT: 'Seconds.' });
  });

  it('may be read key by key, under another name, and without insisting', () => {
    expect(variableFromSecret(base, 'API_KEY')).toEqual({
      name: 'API_KEY',
      valueFrom: { secretKeyRef: { name: 'payments-secrets', key: 'API_KEY' } },
    });
    expect(variableFromSecret(base, 'BANK_KEY', { key: 'API_KEY', optional: true })).toEqual({
      name: 'BANK_KEY',
      valueFrom: { secretKeyRef: { name: 'payments-secrets', key: 'API_KEY', optional: true } },
    });
  });

  it('leave the Secret to the cluster where that provides it, and say why', () => {
    expect(placeholderSecret(map.place(payments, 'production'))).toEqual(
      omitted('The real Secret is provided in the cluster; a placeholder would overwrite it.'),
    );
  });

  it('have a component of their own where they are to', () => {
    expect(configMap(base, {}, 'relay').metadata?.labels).toEqual(identityLabels(base, 'relay'));
  });

  it('are copies: who changes one changes neither its source nor the contract', () => {
    const entries = { LOG_LEVEL: 'info' };
    Object.assign(configMap(base, entries).data, { LOG_LEVEL: 'debug' });
    const secret = placeholderSecret(base);
    if ('stringData' in secret) Object.assign(secret.stringData ?? {}, { API_KEY: 'real' });
    expect(entries).toEqual({ LOG_LEVEL: 'info' });
    expect(payments.secrets).toEqual({ API_KEY: 'REPLACE_WITH_REAL_KEY' });
  });

  it('say how the Secret is made by hand, in the environment’s own names', () => {
    const head = commentOf(placeholderSecret(staging));
    expect(head).toContain('kubectl -n money-staging create secret generic payments-secrets-staging');
    expect(head).toContain('--from-literal=API_KEY=');
  });
});

describe('the checksum of a configuration', () => {
  const holding = (entries: Record<string, string>) =>
    ({ apiVersion: 'v1', kind: 'ConfigMap', data: entries }) as const;

  it('is an annotation', () => {
    expect(configurationChecksum(holding({ A: '1' }))).toEqual({
      'checksum/config': expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('is the same whatever the order of the keys, the name and the labels', () => {
    const one = holding({ A: '1', B: '2' });
    const other = { ...holding({ B: '2', A: '1' }), metadata: { name: 'renamed' } };
    expect(configurationChecksum(one)).toEqual(configurationChecksum(other));
  });

  it('changes with a value, a key, and what is where', () => {
    const all = [
      holding({ A: '1', B: '2' }),
      holding({ A: '1', B: '3' }),
      holding({ A: '1', C: '2' }),
      holding({ A: '2', B: '1' }),
      holding({ A: '1' }),
      holding({ A: '1', B: '' }),
      holding({}),
      { ...holding({}), binaryData: { B: 'AA==' } },
      { ...holding({}), binaryData: { B: 'AQ==' } },
    ].map((each) => configurationChecksum(each)['checksum/config']);
    expect(new Set(all).size).toBe(all.length);
  });
});
