import { describe, expect, it } from 'vitest';
import { judgeObject } from '../index.ts';
import { core, deployment, findingsOf, service, violatingFields } from '../testing.ts';

const RULE = 'deprecated-fields';

describe('what is deprecated in a pod', () => {
  it('are old labels of nodes, wherever they select', () => {
    const matchExpressions = [{ key: 'beta.kubernetes.io/arch', operator: 'Exists' }];
    const pod = {
      nodeSelector: { 'beta.kubernetes.io/os': 'linux', 'kubernetes.io/os': 'linux' },
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
        },
      },
    };
    const findings = findingsOf(RULE, deployment(pod));
    expect(findings).toMatchObject([
      {
        severity: 'warning',
        code: 'Deprecated',
        field: 'spec.template.spec.nodeSelector["beta.kubernetes.io/os"]',
        problem: 'The label "beta.kubernetes.io/os" of nodes is deprecated since Kubernetes 1.14.',
        remedy: 'Use "kubernetes.io/os".',
      },
      { field: expect.stringContaining('nodeSelectorTerms[0].matchExpressions[0].key') },
    ]);
  });

  it('are annotations that a field replaces, where the field is not there too', () => {
    const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default' };
    const metadata = { labels: { app: 'shop' }, annotations };
    const containers = [{ name: 'main', image: 'main:1' }];
    const podOf = (spec: object) => deployment({}, { template: { metadata, spec: { containers, ...spec } } });
    expect(violatingFields(RULE, podOf({}))).toEqual([
      'spec.template.metadata.annotations["seccomp.security.alpha.kubernetes.io/pod"]',
    ]);
    const withField = podOf({ securityContext: { seccompProfile: { type: 'RuntimeDefault' } } });
    expect(violatingFields(RULE, withField)).toEqual([]);
  });

  it('are volumes of drivers that are gone, in a Pod too', () => {
    const volumes = [
      { name: 'a', rbd: { monitors: ['a'], image: 'a' } },
      { name: 'b', gitRepo: { repository: 'b' } },
    ];
    const pod = core('Pod', { spec: { containers: [{ name: 'main', image: 'main:1' }], volumes } });
    expect(findingsOf(RULE, pod).map(({ problem }) => problem)).toEqual([
      'rbd is deprecated since Kubernetes 1.28, and does nothing since 1.31.',
      expect.stringContaining('gitRepo is deprecated since Kubernetes 1.11'),
    ]);
  });
});

describe('what is deprecated in other objects', () => {
  it('is found by kind', () => {
    const annotations = { 'kubernetes.io/ingress.class': 'nginx' };
    const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'a', annotations } };
    expect(violatingFields(RULE, ingress)).toEqual(['metadata.annotations["kubernetes.io/ingress.class"]']);
    expect(violatingFields(RULE, core('ConfigMap', { metadata: { name: 'a', annotations } }))).toEqual([]);
  });

  it('depends on the version of Kubernetes', () => {
    const object = service({ trafficDistribution: 'PreferClose', externalIPs: ['203.0.113.1'] });
    const fieldsIn = (kubernetes: '1.33' | '1.35' | '1.36') =>
      judgeObject({ object, document: '' }, { kubernetes }).map(({ field }) => field);
    expect(fieldsIn('1.33')).toEqual([]);
    expect(fieldsIn('1.35')).toEqual(['spec.trafficDistribution']);
    expect(fieldsIn('1.36')).toEqual(['spec.trafficDistribution', 'spec.externalIPs']);
  });
});
