import { contract, stack } from '@k8s-blocks/topology';
import { expect, it } from 'vitest';
import { overview, stackKustomizations } from './index.ts';

const map = stack({
  services: ['ledger', 'payments'].map((name) => contract({ name, ports: {} })),
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [],
});

it('a stack has a kustomization for each environment, which names its services in start order', () => {
  expect(Object.fromEntries(stackKustomizations(map, 'k8s'))).toEqual({
    'base/kustomization.yaml': `# The whole stack in base, its services in start order. To apply it:
#   kubectl apply --server-side -k k8s/base
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../ledger/base
  - ../payments/base
`,
    'overlays/staging/kustomization.yaml': `# The whole stack in staging, its services in start order. To apply it:
#   kubectl apply --server-side -k k8s/overlays/staging
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../../ledger/overlays/staging
  - ../../payments/overlays/staging
`,
  });
});

it('a service that is deployed in some environments is in their kustomizations and steps alone', () => {
  const some = stack({
    services: [
      contract({ name: 'ledger', ports: {}, environments: ['staging'] }),
      contract({ name: 'loader', ports: {}, environments: ['staging', 'load'] }),
    ],
    environments: { base: {}, staging: { suffix: '-staging' }, load: { suffix: '-load' } },
    connections: [],
  });
  const kustomizations = stackKustomizations(some, 'k8s');
  expect([...kustomizations.keys()]).toEqual([
    'overlays/staging/kustomization.yaml',
    'overlays/load/kustomization.yaml',
  ]);
  expect(kustomizations.get('overlays/load/kustomization.yaml')).toMatch(/resources:\n {2}- \S+loader\S+\n$/);
  const readme = overview(some, 'k8s');
  expect(readme).not.toContain('### base');
  expect(readme).toContain('k8s/loader/overlays/load\n');
  expect(readme).not.toContain('k8s/ledger/overlays/load');
});

it('an environment with a ClusterNetworkPolicy has it beside its kustomization, which names it first', () => {
  const guarded = stack({
    services: [contract({ name: 'ledger', ports: {} })],
    environments: { base: {}, staging: { suffix: '-staging', clusterNetworkPolicy: { name: 'bank-staging' } } },
    connections: [],
  });
  const files = stackKustomizations(guarded, 'k8s');
  expect([...files.keys()]).toEqual([
    'base/kustomization.yaml',
    'overlays/staging/kustomization.yaml',
    'overlays/staging/clusternetworkpolicy.yaml',
  ]);
  expect(files.get('overlays/staging/kustomization.yaml')).toContain(
    'resources:\n  - clusternetworkpolicy.yaml\n  - ../../ledger/overlays/staging\n',
  );
  expect(
    files.get('overlays/staging/clusternetworkpolicy.yaml'),
  ).toBe(`# What the pods of the stack in staging may do that no other policy is for: resolve names.
# It is asked after their own policies, and only where there are none.
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: bank-staging
spec:
  tier: Baseline
  priority: 1000
  subject:
    namespaces:
      matchExpressions:
        - key: kubernetes.io/metadata.name
          operator: In
          values:
            - ledger-staging
  ingress:
    # Nobody of the cluster.
    - action: Deny
      from:
        - namespaces: {}
  egress:
    # Name resolution.
    - action: Accept
      to:
        - pods:
            namespaceSelector:
              matchLabels:
                kubernetes.io/metadata.name: kube-system
            podSelector:
              matchLabels:
                k8s-app: kube-dns
      protocols:
        - udp:
            destinationPort:
              number: 53
        - tcp:
            destinationPort:
              number: 53
    # Nothing else.
    - action: Deny
      to:
        - namespaces: {}
        - networks:
            - 0.0.0.0/0
            - ::/0
`);
});
