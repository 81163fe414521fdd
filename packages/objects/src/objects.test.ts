import { commentOf } from '@k8s-blocks/comments';
import { egressRules, ingressRules } from '@k8s-blocks/policies';
import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import {
  containerPorts,
  identityLabels,
  keepOneUp,
  namespace,
  networkPolicy,
  podDisruptionBudget,
  podTemplate,
  service,
  serviceAccount,
  spreadAcrossNodes,
  waive,
} from './index.ts';
import { base, data, LABELS, map, payments, shop, staging } from './payments.test-helper.ts';

const CONTAINER = { name: 'payments', image: 'payments:1' };

describe('the labels of a service’s objects', () => {
  it('are its identity, with another component where the object has its own', () => {
    expect(identityLabels(base)).toEqual(LABELS);
    expect(identityLabels(base, 'secrets')).toEqual({ ...LABELS, 'app.kubernetes.io/component': 'secrets' });
  });
});

describe('a Namespace', () => {
  it('has the name of the namespace, also as a label, and enforces the level', () => {
    expect(data(namespace(staging, { podSecurity: 'restricted' }))).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'money-staging',
        labels: {
          'app.kubernetes.io/name': 'money-staging',
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
      },
    });
  });

  it('carries a component where it is to', () => {
    expect(namespace(base, { podSecurity: 'baseline', component: 'accounting' })).toMatchObject({
      metadata: { labels: { 'app.kubernetes.io/component': 'accounting' } },
    });
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
    expect(() => service(map.serviceIn(shop, 'base'))).toThrow('It offers ports on none.');
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

  it('are the first alone of a range, which stands on no Service', () => {
    const ports = { http: 80, media: { port: 10000, endPort: 10100, protocol: 'UDP' } } as const;
    const calls = contract({ name: 'calls', ports });
    const env = stack({ services: [calls], environments: { base: {} }, connections: [] }).serviceIn(calls, 'base');
    expect(containerPorts(calls)[1]).toEqual({ name: 'media', containerPort: 10000, protocol: 'UDP' });
    expect(service(env).spec?.ports?.map(({ name }) => name)).toEqual(['http']);
  });

  it('are those alone that are named, and no others compile', () => {
    expect(containerPorts(payments, ['dns'])).toEqual([{ name: 'dns', containerPort: 53, protocol: 'UDP' }]);
    // @ts-expect-error: there is no port of that name.
    expect(() => containerPorts(payments, ['admin'])).toThrow('payments offers no port "admin".');
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
    const waived = waive('unused-object', 'One.', waive('blocked-drain', 'Two.', podDisruptionBudget(base, 1)));
    expect(Object.keys(waived.metadata?.annotations ?? {})).toEqual([
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
