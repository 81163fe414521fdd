import { describe, expect, it } from 'vitest';
import { clusterOf, evaluator, offeredPorts, renderMatrix, type Target } from './index.ts';

function deployment(namespace: string, name: string, ports: readonly object[]) {
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', ports }] } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace, name }, spec: { template } };
}

function policy(namespace: string, name: string, spec: object) {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace, name }, spec };
}

const shop = clusterOf([
  deployment('shop', 'web', [{ containerPort: 8080 }]),
  deployment('shop', 'dns', [{ containerPort: 53, protocol: 'UDP' }, { containerPort: 53 }, { containerPort: 53 }]),
  policy('shop', 'web', {
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }],
  }),
]);

describe('a matrix', () => {
  const sources = [...shop.pods, { ip: '203.0.113.7' }];
  const targets = offeredPorts(shop);
  const matrix = evaluator(shop).matrix(sources, targets);

  it('has each port that a pod offers once', () => {
    expect(targets.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual(['8080/TCP', '53/UDP', '53/TCP']);
  });

  it('lists the pairs that are allowed', () => {
    const pairs = [...matrix.allowedPairs()].map(({ source, target }) => `${source}${target}`);
    expect(pairs).toEqual(['01', '02', '11', '12', '20', '21', '22']);
  });

  it('is written as columns of text', () => {
    expect(renderMatrix(matrix, 'text')).toBe(
      [
        'from \\ to    shop/web:8080  shop/dns:53/UDP  shop/dns:53',
        'shop/web     -              yes              yes',
        'shop/dns     -              yes              yes',
        '203.0.113.7  yes            yes              yes',
        '',
      ].join('\n'),
    );
  });

  it.each(['text', 'markdown'] as const)('has every name of others as text in its cell, as %s', (format) => {
    const names = ['a\n::error::b', '| <b> @team `x` [a](b) \u001b[31m', '##[error]\u202e', '+ ::set-output::'];
    const cluster = clusterOf(names.map((name) => deployment(name, name, [{ containerPort: 80, name }])));
    const written = renderMatrix(evaluator(cluster).matrix(cluster.pods, offeredPorts(cluster)), format);
    expect(written.trimEnd().split('\n')).toHaveLength(names.length + (format === 'text' ? 1 : 2));
    expect(written).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]|^\s*[-+]?\s*::|##\[/mu);
    if (format === 'text') return;
    expect(written.replace(/&#\d+;/g, '')).not.toMatch(/[`<>@*_[\]]/);
    for (const row of written.trimEnd().split('\n')) expect(row.match(/\|/g)).toHaveLength(names.length + 2);
  });

  it('is written as a table of Markdown', () => {
    expect(renderMatrix(matrix, 'markdown')).toBe(
      [
        '| from \\ to | shop/web:8080 | shop/dns:53/UDP | shop/dns:53 |',
        '| --- | :-: | :-: | :-: |',
        '| shop/web | - | yes | yes |',
        '| shop/dns | - | yes | yes |',
        '| 203.0.113.7 | yes | yes | yes |',
        '',
      ].join('\n'),
    );
  });

  it('writes an IPv6 address in brackets, and workloads of one name with their kinds', () => {
    const [web] = shop.pods;
    const twin = { namespace: 'shop', name: 'web', labels: {}, workload: 'CronJob web' };
    const to: Target = { to: { ip: '2001:db8::7' }, port: 443, protocol: 'TCP' };
    expect(renderMatrix(evaluator(shop).matrix(web === undefined ? [] : [web, twin], [to]), 'text')).toBe(
      ['from \\ to            [2001:db8::7]:443', 'shop/Deployment web  yes', 'shop/CronJob web     yes', ''].join(
        '\n',
      ),
    );
  });

  it('of more targets than fit side by side lists for each source what it reaches', () => {
    const many = clusterOf([
      ...Array.from({ length: 25 }, (_, index) => deployment('shop', `web-${index}`, [{ containerPort: 8080 }])),
      policy('shop', 'all', {
        podSelector: {},
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web-1' } } }] }],
      }),
      policy('shop', 'two', { podSelector: { matchLabels: { app: 'web-7' } }, ingress: [{}] }),
    ]);
    const [zero, one] = many.pods;
    const matrix = evaluator(many).matrix(
      [zero, one].flatMap((pod) => pod ?? []),
      offeredPorts(many),
    );
    expect(renderMatrix(matrix, 'text')).toBe(
      ['from        reaches, of 25 ports', 'shop/web-0  shop/web-7:8080', 'shop/web-1  all 25', ''].join('\n'),
    );
    expect(renderMatrix(matrix, 'markdown')).toContain('| shop/web-0 | shop/web-7:8080 |\n');
  });

  it('may be empty', () => {
    expect(renderMatrix(evaluator(shop).matrix([], []), 'text')).toBe('from \\ to\n');
  });
});
