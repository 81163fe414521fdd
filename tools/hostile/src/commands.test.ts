import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLong } from '@k8s-blocks/test-runs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSafe } from './printed.ts';
import { printedBy } from './printed-by.ts';
import { secretsWith } from './secret.ts';
import { CANARY, TEXTS } from './texts.ts';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hostile-commands-'));
const back = process.cwd();

/** A service for each text, in the data of a ConfigMap, which commands print if it differs. */
const SERVICES = Object.values(TEXTS).map((text, index) => ({ name: `service-${index}`, text }));

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { stdio: 'ignore' });

beforeAll(async () => {
  process.chdir(folder);
  symlinkSync(join(WORKSPACE, 'node_modules'), 'node_modules');
  writeFileSync('map.ts', mapModule());
  for (const { name, text } of SERVICES) writeFileSync(`${name}.ts`, appModule(name, [configMapOf(text)]));
  for (const [index, secret] of secretsWith('payments').entries()) {
    writeFileSync(`secret-${index}.ts`, appModule('service-0', [secret]));
  }
  for (const [index, text] of Object.values(TEXTS).entries()) {
    writeFileSync(
      `named-${index}.ts`,
      appModule('service-0', [{ ...configMapOf('text'), kind: text, metadata: { name: text } }]),
    );
  }
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '--message=empty');
}, 60_000);

afterAll(() => {
  process.chdir(back);
  rmSync(folder, { recursive: true, force: true });
});

describe('every command, on apps with a harmful text', () => {
  const modules = SERVICES.map(({ name }) => `${name}.ts`);

  it('emits what Kustomize preserves, and refuses the rest, without printing a harmful text', async () => {
    const { printed } = await printedBy(['emit', ...modules]);
    expectSafe(printed, 'text');
    expect(readdirSync('k8s').length).toBeGreaterThan(SERVICES.length / 2);
  });

  it('checks files that were edited by hand, and shows the difference as text', async () => {
    for (const service of readdirSync('k8s')) {
      const file = join('k8s', service, 'base/configmap.yaml');
      const { text } = SERVICES.find(({ name }) => name === service) ?? { text: '' };
      writeFileSync(file, `${readFileSync(file, 'utf8')}${text}\n`);
    }
    const { code, printed } = await printedBy(['check', ...modules]);
    expect(code).toBe(1);
    expectSafe(printed, 'text');
    await printedBy(['emit', ...modules]);
  });

  it('builds, verifies and compares them, in every format', async () => {
    const built = readdirSync('k8s').map((name) => `${name}.ts`);
    expectSafe((await printedBy(['build', ...built.slice(0, 4)])).printed, 'text');
    const formats = ['text', 'json', 'sarif', 'github'] as const;
    for (const [index, format] of formats.entries()) {
      // Of each service one format, in turn; in the long form all of them.
      const some = readdirSync('k8s').filter((_, turn) => isLong || turn % formats.length === index);
      const folders = some.map((name) => join('k8s', name));
      expectSafe((await printedBy(['verify', ...folders, '--format', format])).printed, format);
    }
    for (const [index, format] of (['text', 'markdown'] as const).entries()) {
      const some = built.filter((_, turn) => turn % 2 === index);
      const compared = isLong ? ['map.ts'] : some;
      const { code, printed } = await printedBy(['diff', ...compared, '--environment', 'base', '--format', format]);
      expect(code).toBe(0);
      expectSafe(printed, format);
    }
  });

  it('refuses objects whose kind and name are harmful, without printing a harmful text', async () => {
    const named = Object.keys(TEXTS).map((_, index) => `named-${index}.ts`);
    const { code, printed } = await printedBy(['emit', ...named, '--root', 'named']);
    expect(code).toBe(1);
    expectSafe(printed, 'text');
  });

  it('refuses every Secret with a value, and neither writes nor prints it', async () => {
    for (const [index] of secretsWith('payments').entries()) {
      const { code, printed } = await printedBy(['emit', `secret-${index}.ts`, '--root', 'secrets']);
      // A List is refused before it is looked into.
      expect(printed).toMatch(/Secret|List/);
      expect(code).toBe(1);
      expectSafe(printed, 'text');
    }
    expect(() => readdirSync('secrets')).toThrow('ENOENT');
  });

  it('checks a Secret into which the real value was written by hand, and does not print it', async () => {
    const placeholder = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'payments' } };
    writeFileSync(
      'secret.ts',
      appModule('service-0', [{ ...placeholder, stringData: { TOKEN: 'REPLACE_WITH_TOKEN' } }]),
    );
    await printedBy(['emit', 'secret.ts', '--root', 'real']);
    const file = 'real/service-0/base/configmap.yaml';
    const text = readFileSync(file, 'utf8');
    for (const edited of [
      text.replace('REPLACE_WITH_TOKEN', CANARY),
      text.replace('kind: Secret', 'kind: !!str Secret').replace('REPLACE_WITH_TOKEN', CANARY),
      text.replace('kind: Secret', '"kind": "\\u0053ecret"').replace('REPLACE_WITH_TOKEN', CANARY),
      text.replace('kind: Secret', 'kind: ConfigMap').replace('REPLACE_WITH_TOKEN', CANARY),
      text.replace('TOKEN: REPLACE_WITH_TOKEN', `TOKEN: [${CANARY}`),
    ]) {
      expect(edited).toContain(CANARY);
      writeFileSync(file, edited);
      const { code, printed } = await printedBy(['check', 'secret.ts', '--root', 'real']);
      expect(code).toBe(1);
      expectSafe(printed, 'text');
    }
  });

  it('reports arguments that are not valid without printing a harmful text', async () => {
    // An argument of a process cannot contain the character NUL, and an empty option `--` is valid.
    const texts = Object.values(TEXTS).map((each) => each.replaceAll('\0', ''));
    for (const text of texts.filter((each) => each !== '')) {
      for (const args of [[text], ['verify', text], ['emit', text], ['diff', text], ['verify', 'k8s', `--${text}`]]) {
        const { code, printed } = await printedBy(args);
        expect({ args, code }).not.toEqual({ args, code: 0 });
        expectSafe(printed, 'text');
      }
      const { printed } = await printedBy(['diff', 'map.ts', '--base', text]);
      expectSafe(printed, 'text');
    }
  });
});

function configMapOf(text: string): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'text' },
    data: { text, 'file.txt': `a\n${text}\n` },
  };
}

function mapModule(): string {
  const contracts = SERVICES.map(({ name }) => `contract({ name: '${name}', ports: {} })`);
  return `import { contract, stack } from '@k8s-blocks/topology';
export const services = [${contracts.join(', ')}];
export default stack({ services: services, environments: { base: {}, staging: { suffix: '-staging' } }, connections: [] });
`;
}

function appModule(service: string, objects: readonly object[]): string {
  return `import { app } from '@k8s-blocks/app';
import map, { services } from './map.ts';
const service = services.find(({ name }) => name === '${service}');
export default app(map, service, {
  settings: { base: {}, staging: {} },
  manifests: () => ({ 'configmap.yaml': [${objects.map(literalOf).join(', ')}] }),
});
`;
}

/** An expression of JavaScript for the object, in which \`__proto__\` is an ordinary key. */
function literalOf(object: object): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(object))})`;
}
