import { describe, expect, it } from 'vitest';
import { container, deployment, deploymentOf, violatingFields } from '../testing.ts';

describe('the containers of a pod', () => {
  it('are there', () => {
    expect(violatingFields('containers', deployment({ containers: [] }))).toEqual(['pod.containers']);
  });

  it('have a name and an image', () => {
    expect(violatingFields('containers', deployment({ containers: [{}] }))).toEqual([
      'pod.containers[0].name',
      'pod.containers[0].image',
    ]);
  });

  it('have names of their own, init containers included', () => {
    expect(violatingFields('containers', deployment({ initContainers: [container()] }))).toEqual([
      'pod.initContainers[0].name',
    ]);
  });

  it('are pulled by a policy that exists', () => {
    expect(violatingFields('containers', deploymentOf({ imagePullPolicy: 'always' }))).toEqual([
      'pod.containers[0].imagePullPolicy',
    ]);
  });

  it('are not ephemeral', () => {
    expect(violatingFields('containers', deployment({ ephemeralContainers: [container({ name: 'debug' })] }))).toEqual([
      'pod.ephemeralContainers',
    ]);
  });
});
