import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { overview } from './index.ts';
import { mapOf, section, text } from './overview.test-helper.ts';

describe('the commands that apply an environment', () => {
  it('begin with the one that applies it as a whole', () => {
    const [first] = section('### staging').split('```sh\n').slice(1);
    expect(first).toMatch(/^kubectl apply --server-side -k k8s\/overlays\/staging\n```\n/);
    expect(section('### base', overview(mapOf(), 'deploy/k8s'))).toContain(
      'kubectl apply --server-side -k deploy/k8s/base\n',
    );
  });

  it('begin with the one that deploys it, where one is given', () => {
    const deploy = 'npx k8s-blocks deploy src/map.ts';
    const [first, second] = section('### staging', overview(mapOf(), 'k8s', { deploy }))
      .split('```sh\n')
      .slice(1);
    expect(first).toBe(
      `${deploy} --environment staging --context <name>\n\`\`\`\n\nOr with plain kubectl, all at once:\n\n`,
    );
    expect(second).toMatch(/^kubectl apply --server-side -k k8s\/overlays\/staging\n/);
  });

  it('go in start order, and wait for the workload of each service by its kind and name', () => {
    expect(section('### staging').split('```sh\n').at(-1)).toBe(
      [
        'kubectl apply --server-side -k k8s/ledger/overlays/staging',
        'kubectl -n ledger-staging rollout status statefulset/ledger-staging --timeout=5m',
        'kubectl apply --server-side -k k8s/payments/overlays/staging',
        'kubectl -n money-staging rollout status deployment/payments-staging --timeout=5m',
        'kubectl apply --server-side -k k8s/shop/overlays/staging',
        'kubectl -n shop-staging rollout status deployment/shop-staging --timeout=5m',
        '```',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['DaemonSet', ['kubectl -n agent rollout status daemonset/agent --timeout=5m']],
    ['Job', ['kubectl -n agent wait --for=condition=complete job/agent --timeout=5m']],
    ['CronJob', []],
  ] as const)('wait for what a %s has to be waited for', (workload, waiting) => {
    const agent = contract({ name: 'agent', ports: {}, workload });
    const map = stack({ services: [agent], environments: { base: {} }, connections: [] });
    const commands = section('### base', overview(map, 'k8s'))
      .split('\n')
      .filter((line) => line.startsWith('kubectl'));
    expect(commands.slice(1)).toEqual(['kubectl apply --server-side -k k8s/agent/base', ...waiting]);
  });

  it('apply base by its folder, below the root that is given', () => {
    expect(section('### base', overview(mapOf(), 'deploy/k8s'))).toContain(
      'kubectl apply --server-side -k deploy/k8s/ledger/base\nkubectl -n ledger rollout status statefulset/ledger --timeout=5m\n',
    );
  });

  it('are there for every environment, in the order of the map', () => {
    const [, apply = ''] = text.split('\n## Apply\n');
    expect(apply.match(/^### .*$/gm)).toEqual(['### base', '### staging', '### live', '### production']);
  });
});
