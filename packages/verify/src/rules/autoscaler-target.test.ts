import { describe, expect, it } from 'vitest';
import { shopAnd } from '../routes.test-helper.ts';
import { found, messagesOf, object } from '../testing.ts';

/** The shop with an autoscaler of a target. */
function autoscaled(scaleTargetRef: object, name = 'shop') {
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', 'mall', name, { spec: { scaleTargetRef } });
}

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' };
const TITLE = 'HorizontalPodAutoscaler shop in mall';

describe('an autoscaler', () => {
  it('scales a workload of the build', () => {
    expect(found('autoscaler-target', shopAnd(autoscaled(DEPLOYMENT)))).toEqual([]);
  });

  it('is told of the workload that was meant, where its name is misspelt', () => {
    const [message] = messagesOf('autoscaler-target', shopAnd(autoscaled({ ...DEPLOYMENT, name: 'shpo' })));
    expect(message).toMatch(/^error: There is no Deployment shpo in mall\..*Did you mean Deployment shop\?$/);
  });

  it('names the kind of its workload', () => {
    const stack = shopAnd(autoscaled({ ...DEPLOYMENT, kind: 'StatefulSet' }));
    expect(found('autoscaler-target', stack)).toEqual([`${TITLE} › spec.scaleTargetRef.kind`]);
  });

  it.each([
    [{ ...DEPLOYMENT, kind: 'Deploymnet' }, 'spec.scaleTargetRef.kind', 'Write one of "Deployment", "StatefulSet".'],
    [{ kind: 'Deployment', name: 'shop' }, 'spec.scaleTargetRef', 'Write apiVersion: apps/v1.'],
    [{ ...DEPLOYMENT, kind: 'DaemonSet' }, 'spec.scaleTargetRef.kind', 'Scale one of "Deployment", "StatefulSet".'],
  ])('does not scale %j', (target, field, remedy) => {
    const stack = shopAnd(autoscaled(target));
    expect(found('autoscaler-target', stack)).toEqual([`${TITLE} › ${field}`]);
    expect(messagesOf('autoscaler-target', stack)).toEqual([expect.stringContaining(remedy)]);
  });

  it('may scale a custom resource, which may be of others', () => {
    const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'shop' };
    expect(found('autoscaler-target', shopAnd(autoscaled(rollout)))).toEqual([]);
  });

  it('is the only one of its workload', () => {
    const stack = shopAnd(autoscaled(DEPLOYMENT), autoscaled(DEPLOYMENT, 'other'));
    expect(found('autoscaler-target', stack)).toEqual(['HorizontalPodAutoscaler other in mall › spec.scaleTargetRef']);
  });
});
