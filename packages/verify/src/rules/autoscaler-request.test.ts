import { describe, expect, it } from 'vitest';
import { found, type Json, messagesOf, object, shopWith } from '../testing.ts';

const CPU = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } };
const IN_MAIN = {
  type: 'ContainerResource',
  containerResource: { name: 'cpu', container: 'main', target: { type: 'Utilization', averageUtilization: 70 } },
};
const main = (resources: Json) => ({ name: 'main', image: 'example.com/shop:1.0', resources });
const REQUEST = { requests: { cpu: '100m' } };

function autoscaler(metric: Json): Json {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' };
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', 'mall', 'shop', {
    spec: { scaleTargetRef, metrics: [metric] },
  });
}

/** The shop with other containers, autoscaled. */
function shopOf(containers: readonly Json[], metric: Json = CPU, ...others: readonly Json[]): readonly Json[] {
  return [...shopWith('Deployment shop', 'pod.containers', containers), autoscaler(metric), ...others];
}

describe('what is scaled by the utilization of a resource', () => {
  it('requests it in every container, or limits it', () => {
    expect(found('autoscaler-request', shopOf([main(REQUEST)]))).toEqual([]);
    expect(found('autoscaler-request', shopOf([main({ limits: { cpu: '1' } })]))).toEqual([]);
  });

  it('is not scaled if a container does not', () => {
    const stack = shopOf([main(REQUEST), { name: 'proxy', resources: { requests: { memory: '1Mi' } } }]);
    expect(found('autoscaler-request', stack)).toEqual([
      'HorizontalPodAutoscaler shop in mall › spec.metrics[0].resource',
    ]);
    expect(messagesOf('autoscaler-request', stack)).toEqual([
      expect.stringMatching(
        /^warning: The container "proxy" of Deployment shop in mall requests no cpu\..*Give resources\.requests\.cpu\.$/,
      ),
    ]);
  });

  it('may be that of one container', () => {
    expect(found('autoscaler-request', shopOf([main(REQUEST), { name: 'proxy' }], IN_MAIN))).toEqual([]);
    expect(found('autoscaler-request', shopOf([main({}), { name: 'proxy' }], IN_MAIN))).toEqual([
      'HorizontalPodAutoscaler shop in mall › spec.metrics[0].containerResource',
    ]);
  });

  it('counts the containers that run beside each other: sidecars, and no other init container', () => {
    const withInit = (init: Json) =>
      shopWith('Deployment shop', 'pod.initContainers', [init], [...shopOf([main(REQUEST)])]);
    expect(found('autoscaler-request', withInit({ name: 'wait' }))).toEqual([]);
    expect(found('autoscaler-request', withInit({ name: 'proxy', restartPolicy: 'Always' }))).toHaveLength(1);
  });

  it('is not judged in a namespace with a LimitRange', () => {
    expect(found('autoscaler-request', shopOf([main({})], CPU, object('v1', 'LimitRange', 'mall', 'x')))).toEqual([]);
  });
});
