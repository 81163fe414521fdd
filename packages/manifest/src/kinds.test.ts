import { describe, expect, it } from 'vitest';
import {
  apiVersionsOf,
  apiVersionsOfGroup,
  findKind,
  isNamespaced,
  kindOf,
  kindsNamed,
  podTemplateOf,
  servedKinds,
} from './index.ts';

const pods = { metadata: { labels: { app: 'web' } }, spec: { containers: [] } };

describe('the table of kinds', () => {
  it('knows an object in whichever version it is written', () => {
    expect(kindOf({ apiVersion: 'apps/v1beta1', kind: 'Deployment' })).toBe(
      findKind({ group: 'apps', kind: 'Deployment' }),
    );
  });

  it('knows no custom resources, and no objects that do not say what they are', () => {
    for (const object of [
      { apiVersion: 'example.com/v1', kind: 'Deployment' },
      { kind: 'Deployment' },
      {},
      null,
      'Pod',
    ]) {
      expect(kindOf(object)).toBeUndefined();
    }
    expect(isNamespaced({ group: 'example.com', kind: 'Widget' })).toBeUndefined();
    expect(isNamespaced({ group: 'cert-manager.io', kind: 'ClusterIssuer' })).toBe(false);
  });

  it('says which kinds are in namespaces', () => {
    expect(isNamespaced({ group: 'rbac.authorization.k8s.io', kind: 'Role' })).toBe(true);
    expect(isNamespaced({ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' })).toBe(false);
  });

  it('says what is served in a version, so that a misspelt kind is not taken for a custom one', () => {
    expect(servedKinds('apps/v1')).toEqual([
      'ControllerRevision',
      'DaemonSet',
      'Deployment',
      'ReplicaSet',
      'StatefulSet',
    ]);
    expect(servedKinds('networking.k8s.io/v1')).toEqual([
      'IPAddress',
      'Ingress',
      'IngressClass',
      'NetworkPolicy',
      'ServiceCIDR',
    ]);
    expect(servedKinds('apps/v1beta1')).toBeUndefined();
  });

  it('says in which API versions a kind, and the kinds of a group, are served', () => {
    expect(kindsNamed('Event').map(apiVersionsOf)).toEqual([['v1'], ['events.k8s.io/v1']]);
    expect(apiVersionsOfGroup('autoscaling')).toEqual(['autoscaling/v2', 'autoscaling/v1']);
    expect(apiVersionsOfGroup('gateway.networking.k8s.io')).toEqual([]);
  });

  it('says which kinds scale, which roll their pods, and whose pods end', () => {
    expect(findKind({ group: 'apps', kind: 'StatefulSet' })).toMatchObject({
      scales: true,
      rolls: true,
      pods: 'long-running',
    });
    expect(findKind({ group: 'apps', kind: 'DaemonSet' })).not.toHaveProperty('scales');
    expect(findKind({ group: 'apps', kind: 'ReplicaSet' })).not.toHaveProperty('rolls');
    expect(findKind({ group: 'batch', kind: 'CronJob' })).toMatchObject({ pods: 'run-to-completion' });
  });
});

describe('the template of pods', () => {
  it.each([
    ['apps/v1', 'Deployment', ['spec', 'template'], { spec: { template: pods } }],
    [
      'batch/v1',
      'CronJob',
      ['spec', 'jobTemplate', 'spec', 'template'],
      { spec: { jobTemplate: { spec: { template: pods } } } },
    ],
  ])('of a %s %s is at %j', (apiVersion, kind, path, fields) => {
    expect(podTemplateOf({ apiVersion, kind, ...fields })).toEqual({ template: pods, path });
  });

  it('of a Pod is the Pod itself', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', ...pods };
    expect(podTemplateOf(pod)).toEqual({ template: pod, path: [] });
  });

  it('is empty where it should be and is not', () => {
    expect(podTemplateOf({ apiVersion: 'batch/v1', kind: 'Job', spec: 'text' })).toEqual({
      template: {},
      path: ['spec', 'template'],
    });
  });

  it('is not to be had of kinds that make no pods', () => {
    expect(podTemplateOf({ apiVersion: 'v1', kind: 'Service', spec: { template: pods } })).toBeUndefined();
  });
});
