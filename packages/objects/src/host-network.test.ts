import { keyCommentsOf } from '@k8s-blocks/comments';
import { describe, expect, it } from 'vitest';
import { daemonSet, networkPolicy, withBaseline } from './index.ts';
import { serviceOf } from './service-of.test-helper.ts';

const env = serviceOf({ workload: 'DaemonSet', hostNetwork: true });
const agent = daemonSet(env, { container: { image: 'agent:1' }, token: true });

describe('a service in the network of its nodes', () => {
  it('has pods there, which still find Services, and says what isolates them', () => {
    const { spec = {} } = agent.spec?.template ?? {};
    expect(spec).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(keyCommentsOf(spec)).toEqual({
      automountServiceAccountToken: 'It calls the API server.',
      hostNetwork: 'In the network of its node, where no NetworkPolicy isolates it.',
    });
  });

  it('has no NetworkPolicy, and a namespace that allows the network', () => {
    const { 'networkpolicy.yaml': policy, 'namespace.yaml': namespace } = withBaseline(env, {
      files: { 'daemonset.yaml': agent },
    });
    expect(policy).toEqual([]);
    expect(namespace).toMatchObject({
      metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    });
    expect(() => networkPolicy(env)).toThrow(
      /^orders › staging › NetworkPolicy orders\n.*where no NetworkPolicy isolates them\.\n.*Leave it out/,
    );
  });
});
