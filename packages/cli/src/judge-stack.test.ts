import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { judgeStack } from './judge-stack.ts';

const shop = contract({ name: 'shop', ports: {}, secrets: { TOKEN: 'REPLACE_WITH_TOKEN' } });
const map = stack({
  startOrder: [shop],
  environments: { base: {}, staging: { suffix: '-staging', secretsProvided: true }, live: { production: true } },
  connections: [],
});

/** A pod whose image has no version, and a Secret of the build. */
const objects = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'shop' } },
      template: {
        metadata: { labels: { app: 'shop' } },
        spec: { containers: [{ name: 'shop', image: 'shop:latest' }] },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'shop', namespace: 'shop' },
    stringData: { A: 'REPLACE_WITH_A' },
  },
];

/** The rules of production that find something in an environment. */
function productionRules(environment: string): string[] {
  const { findings } = judgeStack(map, { [environment]: [{ service: 'shop', file: 'kustomization.yaml', objects }] });
  const rules = new Set(findings.map(({ rule }) => rule));
  return ['image-tag', 'placeholder-value', 'secret-in-production'].filter((rule) => rules.has(rule));
}

describe('an environment', () => {
  it('is judged as production where it says so', () => {
    expect(productionRules('live')).toEqual(['image-tag', 'placeholder-value', 'secret-in-production']);
  });

  it('is not judged as production because its Secrets are provided', () => {
    expect(productionRules('staging')).toEqual([]);
  });
});
