import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { overview, stackKustomizations } from './index.ts';

const payments = contract({ name: 'payments', namespace: 'money', ports: {}, secrets: { KEY: 'REPLACE_WITH_KEY' } });

describe('the README of a stack', () => {
  it('has the names of environments that make them by a prefix, or namespaces by themselves, in their commands', () => {
    const map = stack({
      services: [payments],
      environments: { base: {}, staging: { prefix: 'stg-' }, dev: { namespaces: { suffix: '-dev' } } },
      connections: [],
    });
    const named = overview(map, 'k8s');
    expect(named).toContain('base; other environments make their own of them, which are in their commands below.');
    expect(named).toContain('kubectl -n stg-money rollout status deployment/stg-payments --timeout=5m');
    expect(named).toContain('kubectl -n money-dev rollout status deployment/payments --timeout=5m');
  });
});

describe('the README of a stack whose base is not deployed', () => {
  const map = stack({
    services: [payments],
    environments: { base: { deployed: false }, live: {}, production: { secretsProvided: true } },
    connections: [],
  });
  const undeployed = overview(map, 'k8s');

  it('has no commands for it, and says why', () => {
    expect(undeployed.match(/^### .*$/gm)).toEqual(['### Before production', '### live', '### production']);
    expect(undeployed).toContain('`base` is not applied: the overlays of the others are made of it.');
    expect(undeployed).not.toContain('/base');
  });

  it('has no place for its Secrets', () => {
    expect(undeployed).toContain('The Secrets of `live` hold placeholders.');
    expect(undeployed).toContain('Their namespaces come first too, for example: `kubectl create namespace money`.');
  });

  it('is beside no kustomization of the whole stack in base', () => {
    expect([...stackKustomizations(map, 'k8s').keys()]).toEqual([
      'overlays/live/kustomization.yaml',
      'overlays/production/kustomization.yaml',
    ]);
  });
});
