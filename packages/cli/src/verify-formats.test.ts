import { join } from 'node:path';
import type { JsonReport } from '@k8s-blocks/findings';
import { beforeEach, describe, expect, it } from 'vitest';
import { provideTypeScript } from './k8s-blocks.test-helper.ts';
import { FAULTY, inNewFolder, SYSTEM, TRACE, verify, verifyWith, WORKSPACE, write } from './verify.test-helper.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for.
const COLOUR = /\u001b\[/;

provideTypeScript(join(WORKSPACE, SYSTEM));
inNewFolder();

describe('verify in a format', () => {
  beforeEach(() => write('shop/all.yaml', FAULTY));

  it('json is the report for programs, and nothing else', async () => {
    const { code, stdout } = await verify('shop', '--format', 'json');
    const report = JSON.parse(stdout) as JsonReport;
    expect(code).toBe(1);
    expect(report).toMatchObject({
      version: 1,
      counts: { errors: 2, warnings: 1, notices: 0, waived: 0 },
      sources: [{ file: 'shop/all.yaml', kind: 'file', objects: 2 }],
    });
    expect(report.findings[0]).toMatchObject({ rule: 'missing-reference', file: 'shop/all.yaml', line: 16 });
  });

  it('json lists what was built of a map', async () => {
    const { stdout } = await verifyWith({ cwd: WORKSPACE }, SYSTEM, '--format', 'json');
    const { sources, waived } = JSON.parse(stdout) as JsonReport;
    expect(sources).toHaveLength(12);
    expect(sources.every(({ kind, objects }) => kind === 'kustomization' && objects > 0)).toBe(true);
    for (const { finding } of waived) expect(finding.file).toContain(`k8s/${finding.service}/`);
  });

  it('sarif is for code scanning, with the location of each result', async () => {
    const { code, stdout } = await verify('shop', '--format', 'sarif');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'k8s-blocks' } },
          results: [
            {
              ruleId: 'missing-reference',
              level: 'error',
              locations: [
                { physicalLocation: { artifactLocation: { uri: 'shop/all.yaml' }, region: { startLine: 16 } } },
              ],
            },
            { ruleId: 'service-target-port' },
            { ruleId: 'unisolated-workload', level: 'warning' },
          ],
        },
      ],
    });
  });

  it('github annotates the lines', async () => {
    const { code, stdout } = await verify('shop', '--format', 'github');
    expect(code).toBe(1);
    expect(stdout.split('\n').map((line) => line.split('::').slice(0, 2).join('::'))).toEqual([
      '::error file=shop/all.yaml,line=16,title=missing-reference%3A Deployment web in shop',
      '::error file=shop/all.yaml,line=23,title=service-target-port%3A Service web in shop',
      '::warning file=shop/all.yaml,line=1,title=unisolated-workload%3A Deployment web in shop',
      '2 errors, 1 warning, 0 waived',
      '',
    ]);
  });

  it.each([
    [
      'text',
      /^shop\n\nfrom \\ to {2,}shop\/web:8080\nshop\/web {2,}yes\na-namespace-outside-the-stack\/pod {2,}yes\n203\.0\.113\.7 /,
    ],
    ['markdown', /^## shop\n\n\| from \\ to \| shop\/web:8080 \|\n\| --- \| :-: \|\n\| shop\/web \| yes \|\n/],
  ])('prints who reaches whom first, as %s', async (matrix, shape) => {
    const { stdout } = await verify('shop', '--matrix', matrix);
    expect(stdout).toMatch(shape);
    expect(stdout).toContain('\nerror missing-reference\n');
  });

  it('lets the stranger of the matrix in where a policy admits every address', async () => {
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] },
    };
    await write('shop/policy.yaml', JSON.stringify(policy));
    const { stdout } = await verify('shop', '--matrix', 'text');
    expect(stdout).toMatch(/\na-namespace-outside-the-stack\/pod {2,}yes\n/);
  });

  it.each([
    [['--format', 'json', '--matrix', 'text'], '--matrix cannot be used with --format json'],
    [['--format', 'sarif', '--matrix', 'text'], '--matrix cannot be used with --format sarif'],
  ])('that it does not have is refused: %j', async (args, words) => {
    const { code, stdout, stderr } = await verify('shop', ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(TRACE);
  });

  it('has colours in a terminal, or where they are forced, and not where they are not wanted', async () => {
    const piped = await verify('shop');
    const shown = await verifyWith({ isTerminal: true }, 'shop');
    const forced = await verifyWith({ env: { FORCE_COLOR: '1' } }, 'shop');
    const unwanted = await verifyWith({ isTerminal: true, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }, 'shop');
    expect(piped.stdout).not.toMatch(COLOUR);
    expect(shown.stdout).toMatch(COLOUR);
    expect(forced.stdout).toBe(shown.stdout);
    expect(unwanted.stdout).toBe(piped.stdout);
  });
});
