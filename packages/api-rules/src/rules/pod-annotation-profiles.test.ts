import { describe, expect, it } from 'vitest';
import { container, deployment, violatingFields } from '../testing.ts';

const annotated = (annotations: Readonly<Record<string, string>>) =>
  deployment(
    {},
    { template: { metadata: { labels: { app: 'shop' }, annotations }, spec: { containers: [container()] } } },
  );

describe('an annotation that Kubernetes reads at pods', () => {
  it('holds what it can read', () => {
    expect(
      violatingFields(
        'pod-annotation-profiles',
        annotated({
          'seccomp.security.alpha.kubernetes.io/pod': 'none',
          'controller.kubernetes.io/pod-deletion-cost': 'high',
        }),
      ),
    ).toEqual([
      'spec.template.metadata.annotations["seccomp.security.alpha.kubernetes.io/pod"]',
      'spec.template.metadata.annotations["controller.kubernetes.io/pod-deletion-cost"]',
    ]);
  });

  it('is for a container of the pod', () => {
    expect(
      violatingFields(
        'pod-annotation-profiles',
        annotated({ 'container.apparmor.security.beta.kubernetes.io/other': 'unconfined' }),
      ),
    ).toEqual(['spec.template.metadata.annotations["container.apparmor.security.beta.kubernetes.io/other"]']);
  });
});
