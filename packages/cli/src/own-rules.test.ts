import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonReport } from '@k8s-blocks/findings';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { k8sBlocks } from './k8s-blocks.test-helper.ts';

const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const TRACE = /^\s+at /m;
const MAP = 'stacks/shop/map.mjs';
const BESIDE = 'stacks/shop/k8s-blocks.rules.mjs';
const AT_TOP = 'k8s-blocks.rules.mjs';
const RULE = 'own-nobody-calls-the-ledger';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-own-rules-'));
  await symlink(MODULES, join(folder, 'node_modules'));
  await write('package.json', '{ "workspaces": ["stacks/*"] }');
  await write('stacks/shop/package.json', '{}');
  await write(MAP, mapModule);
  await write('built/ledger/base.yaml', ledgerYaml());
});
afterEach(() => rm(folder, { recursive: true }));

describe('a rule of a stack’s own', () => {
  it('that is broken fails verify with the path, in the object that is reached', async () => {
    await write(BESIDE, reaching);
    const { code, stdout, stderr } = await verify();
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain(`error ${RULE}`);
    expect(stdout).toContain('Deployment ledger in ledger');
    expect(stdout).toContain('the internet → ledger:3000 — against the rule "nobody calls the ledger".');
    expect(stdout).toContain('no policy isolates the ingress of ledger/ledger');
  });

  it('that is broken stops a deployment before anything is asked of the cluster', async () => {
    await write(BESIDE, reaching);
    await write('k8s/ledger/base/kustomization.yaml', 'resources: [ledger.yaml]');
    await write('k8s/ledger/base/ledger.yaml', ledgerYaml());
    const { code, stdout, stderr } = await k8sBlocks(
      { cwd: folder },
      ...['deploy', MAP, '--environment', 'base', '--context', 'nowhere', '--yes'],
    );
    expect(stdout).toContain(`error ${RULE}`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'Nothing was asked of the cluster: base has errors.\n' });
  });

  it.each(['sarif', 'github'])('is in the report as %s', async (format) => {
    await write(BESIDE, reaching);
    const { stdout } = await verify('--format', format);
    expect(stdout).toContain(RULE);
    expect(stdout).toContain('the internet → ledger:3000');
  });

  it('is found beside the module of the map and at the top of the workspace, and both count', async () => {
    await write(BESIDE, reaching);
    await write(
      AT_TOP,
      ruleModule(
        "rule('has two replicas', ({ objects }) => objects.map((object) => ({ object, problem: 'It has one.' })))",
      ),
    );
    expect(await found()).toEqual(['own-has-two-replicas', RULE]);
    await rm(join(folder, BESIDE));
    expect(await found()).toEqual(['own-has-two-replicas']);
  });

  it('is counted in what was judged, and named for programs', async () => {
    expect((await verify()).stdout).not.toContain('of your own');
    await write(BESIDE, reaching);
    await write(AT_TOP, ruleModule("rule('all is well', () => [])"));
    expect((await verify()).stdout).toMatch(/^Also judged by 2 rules of your own\.$/m);
    const { ownRules }: JsonReport = JSON.parse((await verify('--format', 'json')).stdout);
    expect(ownRules).toEqual([RULE, 'own-all-is-well']);
  });

  it('is no error where it says that it is a warning', async () => {
    await write(BESIDE, reaching.replace('slice(0, 1))', "slice(0, 1), { severity: 'warning' })"));
    const { code, stdout } = await verify('--format', 'json');
    const { findings }: JsonReport = JSON.parse(stdout);
    expect(findings).toContainEqual(expect.objectContaining({ rule: RULE, severity: 'warning' }));
    expect(code).toBe(findings.some(({ severity }) => severity === 'error') ? 1 : 0);
  });

  it('is waived at the object, with the reason', async () => {
    await write(BESIDE, reaching);
    await write('built/ledger/base.yaml', ledgerYaml(`annotations: { k8s-blocks/waive-${RULE}: A test system. }`));
    const { stdout } = await verify();
    expect(stdout).not.toContain(`error ${RULE}`);
    expect(stdout).toMatch(new RegExp(`^waived ${RULE} › .*: A test system\\.$`, 'm'));
  });

  it('is not known where manifests are judged without their map, and its waiver is no mistake there', async () => {
    await write('ledger.yaml', ledgerYaml(`annotations: { k8s-blocks/waive-${RULE}: A test system. }`));
    const { stdout } = await k8sBlocks({ cwd: folder }, 'verify', 'ledger.yaml', '--format', 'json');
    const { findings }: JsonReport = JSON.parse(stdout);
    expect(findings.filter(({ rule }) => rule === 'waiver')).toEqual([]);
  });

  it('whose waiver is misspelt is an error of the waiver', async () => {
    await write(BESIDE, reaching);
    await write('built/ledger/base.yaml', ledgerYaml(`annotations: { k8s-blocks/waive-${RULE}s: A test system. }`));
    const { stdout } = await verify();
    expect(stdout).toContain(`There is no rule "${RULE}s" to waive.`);
    expect(stdout).toContain(`Did you mean "${RULE}"?`);
  });
});

describe('a module of rules that is wrong is refused', () => {
  it('where a rule throws, by its name and place, without a trace', async () => {
    await write(
      BESIDE,
      ruleModule("rule('has a fault', ({ objects }) => objects.flatMap(({ spec }) => spec.replicas))"),
    );
    const { code, stdout, stderr } = await verify();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^base › .* › rule "has a fault"$/m);
    expect(stderr).toContain('k8s-blocks.rules.mjs:2:');
    expect(stderr).toContain("It threw TypeError: Cannot read properties of undefined (reading 'replicas')");
    expect(stderr).not.toMatch(TRACE);
  });

  it('where a rule throws in several environments, once for the same fault, with all of them', async () => {
    await write(MAP, mapModule.replace('base: {}', "base: {}, staging: { suffix: '-staging' }, prod: {}"));
    const rules = [
      "rule('has a fault', ({ objects }) => objects.no.such)",
      "rule('has another', ({ environment }) => { if (environment !== 'base') throw new Error(environment); return []; })",
    ];
    await write(BESIDE, ruleModule(rules.join(', ')));
    const { code, stderr } = await verify();
    expect(code).toBe(1);
    expect(stderr.match(/^.* › rule "has .*$/gm)?.map((line) => line.replace(/ › .*mjs:2:\d+ › /, ' › '))).toEqual([
      'base, staging, prod › rule "has a fault"',
      'staging › rule "has another"',
      'prod › rule "has another"',
    ]);
  });

  it.each([
    ['exports no list', 'export default {};', 'Its default export is not a list of rules.'],
    ['exports something else than rules', 'export default [() => []];', 'Item 1 of its list is not a rule.'],
    [
      'has two rules of one code',
      ruleModule("rule('a b', () => []), rule('A-B', () => [])"),
      '2 rules are called "own-a-b"',
    ],
  ])('where it %s', async (_, text, words) => {
    await write(BESIDE, text);
    const { code, stdout, stderr } = await verify();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(TRACE);
  });
});

const mapModule = `import { contract, stack } from '@k8s-blocks/topology';
export const ledger = contract({ name: 'ledger', ports: { sums: 3000 } });
export default stack({ name: 'shop', services: [ledger], environments: { base: {} }, connections: [] });
`;

function ruleModule(rules: string): string {
  return `import { rule } from '@k8s-blocks/invariants';\nexport default [${rules}];\n`;
}

const reaching = `import { rule } from '@k8s-blocks/invariants';
import { internet } from '@k8s-blocks/topology';
import { ledger } from './map.mjs';
export default [rule('nobody calls the ledger', ({ reaches }) => reaches(internet, ledger).slice(0, 1))];
`;

/** @param metadata more fields of the Deployment's metadata, as YAML. */
function ledgerYaml(metadata = 'labels: { app.kubernetes.io/name: ledger }'): string {
  const labels = '{ app.kubernetes.io/name: ledger, app.kubernetes.io/component: ledger }';
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ledger
  namespace: ledger
  ${metadata}
spec:
  selector:
    matchLabels: ${labels}
  template:
    metadata:
      labels: ${labels}
    spec:
      containers: [{ name: ledger, image: 'ledger:1', ports: [{ containerPort: 3000 }] }]
`;
}

function verify(...args: string[]) {
  return k8sBlocks({ cwd: folder }, 'verify', MAP, '--root', 'k8s', '--built', '--out', 'built', ...args);
}

/** The rules of the stack's own that find something. */
async function found(): Promise<string[]> {
  const { findings }: JsonReport = JSON.parse((await verify('--format', 'json')).stdout);
  return [...new Set(findings.flatMap(({ rule = '' }) => (rule.startsWith('own-') ? [rule] : [])))].sort();
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}
