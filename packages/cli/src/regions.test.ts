import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { judgeStack } from './judge-stack.ts';

const shop = contract({ name: 'shop', ports: {} });
const map = stack({
  services: [shop],
  environments: { base: {}, staging: { suffix: '-staging' }, prod: { regions: { eu: {}, us: {} } } },
  connections: [],
});

/** The build of the shop, with a text in its settings. */
const build = (namespace: string, text: string) => ({
  service: 'shop',
  file: 'kustomization.yaml',
  objects: [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace },
      data: { URL: text },
    },
  ],
});

const rulesIn = (builds: Parameters<typeof judgeStack>[1]) => judgeStack(map, builds).findings.map(({ rule }) => rule);

describe('the regions of an environment', () => {
  it('may have the same objects, since each is in a cluster of its own', () => {
    const [eu, us] = [build('shop', ''), build('shop', '')];
    expect(rulesIn({ 'prod-eu': [eu], 'prod-us': [us] })).not.toContain('shared-object');
    expect(rulesIn({ 'prod-eu': [eu], staging: [us] })).toContain('shared-object');
  });

  it.each([
    ['staging', 'db.prod.example.com', ['"db.prod.example.com" is of the environment "prod".']],
    ['staging', 'db.prod-eu.example.com', ['"db.prod-eu.example.com" is of the environment "prod-eu".']],
    ['prod-eu', 'db.prod-us.example.com', ['"db.prod-us.example.com" is of the environment "prod-us".']],
    ['prod-eu', 'db.prod-eu.example.com', []],
    ['prod-eu', 'db.prod.example.com', []],
  ])('are told apart: in %s, "%s" is of %j', (environment, text, problems) => {
    const { findings } = judgeStack(map, { [environment]: [build('shop', text)] });
    const found = findings.filter(({ rule }) => rule === 'other-environment');
    expect(found.map(({ problem }) => problem)).toEqual(problems);
  });
});
