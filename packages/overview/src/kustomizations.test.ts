import { contract, stack } from '@k8s-blocks/topology';
import { expect, it } from 'vitest';
import { stackKustomizations } from './index.ts';

const map = stack({
  startOrder: ['ledger', 'payments'].map((name) => contract({ name, ports: {} })),
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
