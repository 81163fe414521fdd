import { describe, expect, it } from 'vitest';
import { container, core, deployment, deploymentOf, findingsOf, violatingFields } from '../testing.ts';

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

  it('have no spaces around an image in a Pod; a template is taken with them, and its pods are not', () => {
    const pod = { containers: [container({ image: 'example.com/main:1 ' })] };
    expect(findingsOf('containers', core('Pod', { spec: pod }))).toMatchObject([
      { severity: 'error', field: 'spec.containers[0].image', remedy: 'Write "example.com/main:1".' },
    ]);
    expect(findingsOf('containers', deployment(pod))).toMatchObject([{ severity: 'warning' }]);
  });
});
