import { comment, commentKeys, commentOf, keyCommentsOf } from '@k8s-blocks/comments';
import { containerSecurityContext } from '@k8s-blocks/security-context';
import { describe, expect, it } from 'vitest';
import {
  configMap,
  configurationChecksum,
  containerPorts,
  deployment,
  fromConfigMap,
  fromSecret,
  serviceContainer,
  spreadAcrossNodes,
} from './index.ts';
import { base, LABELS, map, payments, shop } from './payments.test-helper.ts';

const CONTAINER = { image: 'payments:1' };
const CONFIG = configMap(base, { LEVEL: 'info' });

describe('the container of a service', () => {
  const made = serviceContainer(base, { image: 'payments:1' });

  it('has the service’s name, the ports of its contract and the restricted security context', () => {
    expect(made).toEqual({
      name: 'payments',
      image: 'payments:1',
      ports: containerPorts(payments),
      securityContext: containerSecurityContext(),
    });
  });

  it('has what everybody looks for first, and then the fields in the order in which they are given', () => {
    const { name: _, ...given } = made;
    const fields = {
      lifecycle: {},
      command: ['serve'],
      resources: {},
      ...given,
      image: 'payments:2',
      env: [],
      tty: true,
    };
    expect(Object.keys(serviceContainer(base, fields))).toEqual([
      'name',
      'image',
      'ports',
      'resources',
      'securityContext',
      'lifecycle',
      'command',
      'tty',
    ]);
  });

  it('takes any field of the API instead of its own, and no list that is empty', () => {
    const own = { name: 'main', image: 'payments:2', ports: [], envFrom: [], securityContext: {} };
    expect(serviceContainer(base, own)).toEqual({ name: 'main', image: 'payments:2', securityContext: {} });
    expect(serviceContainer(map.serviceIn(shop, 'base'), { image: 'shop:1' })).not.toHaveProperty('ports');
  });

  it('keeps the comments that it is given', () => {
    const commented = comment('Why.', commentKeys({ image: 'payments:1', tty: true }, { tty: 'A shell.' }));
    expect(commentOf(serviceContainer(base, commented))).toBe('Why.');
    expect(keyCommentsOf(serviceContainer(base, commented))).toEqual({ tty: 'A shell.' });
  });
});

describe('a Deployment', () => {
  const made = deployment(base, { replicas: 2, container: { image: 'payments:1' } });
  const podOf = ({ spec }: ReturnType<typeof deployment>) => spec?.template.spec;

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
    expect(podOf(made)?.affinity).toEqual(spreadAcrossNodes(base));
    const own = deployment(base, { replicas: 1, container: { image: 'payments:1' }, pod: { affinity: {} } });
    expect(podOf(own)?.affinity).toEqual({});
  });

  it('reads its ConfigMap and its Secret through envFrom, before what else the container reads', () => {
    const other = { configMapRef: { name: 'flags' } };
    const container = { image: 'payments:1', envFrom: [other] };
    const all = deployment(base, { replicas: 1, config: CONFIG, readsSecret: true, container });
    expect(podOf(all)?.containers).toMatchObject([{ envFrom: [fromConfigMap(base), fromSecret(base), other] }]);
    expect(podOf(made)?.containers[0]).not.toHaveProperty('envFrom');
    expect(container.envFrom).toEqual([other]);
  });

  it('rolls its pods when its ConfigMap changes, and keeps other annotations of the pods', () => {
    const annotationsWith = (config: typeof CONFIG, annotations = {}) => {
      const { spec } = deployment(base, { replicas: 1, config, container: CONTAINER, pod: { annotations } });
      return spec?.template.metadata?.annotations;
    };
    expect(annotationsWith(CONFIG)).toEqual(configurationChecksum(CONFIG));
    expect(annotationsWith(configMap(base, { LEVEL: 'debug' }))).not.toEqual(configurationChecksum(CONFIG));
    expect(annotationsWith(CONFIG, { scrape: 'true' })).toEqual({ scrape: 'true', ...configurationChecksum(CONFIG) });
    expect(made.spec?.template.metadata).not.toHaveProperty('annotations');
  });

  it('runs other containers beside its own, and takes any field of the pod', () => {
    const sidecar = { name: 'proxy', image: 'proxy:1' };
    const pod = { containers: [sidecar], hostname: 'pay', terminationGracePeriodSeconds: 60 };
    const { containers, ...others } = podOf(deployment(base, { replicas: 1, container: CONTAINER, pod })) ?? {};
    expect(containers?.map(({ name }) => name)).toEqual(['payments', 'proxy']);
    expect(others).toMatchObject({ hostname: 'pay', terminationGracePeriodSeconds: 60 });
  });

  it('keeps every field open to spreading', () => {
    const paused = { ...made, spec: { ...made.spec, paused: true, replicas: 0 } };
    expect(paused).toMatchObject({ kind: 'Deployment', spec: { paused: true, replicas: 0, template: {} } });
    expect(made.spec).toMatchObject({ replicas: 2 });
    expect(made.spec).not.toHaveProperty('paused');
  });
});
