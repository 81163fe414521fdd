import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { k8sBlocksProcess, provideTypeScript } from './k8s-blocks.test-helper.ts';
import {
  FAULTY,
  folder,
  inNewFolder,
  SYSTEM,
  TRACE,
  verify,
  verifyWith,
  WORKSPACE,
  write,
} from './verify.test-helper.ts';

provideTypeScript(join(WORKSPACE, SYSTEM));
inNewFolder();

describe('verify of a map', () => {
  it('judges every environment as it is built, and is content with what is waived', async () => {
    const { code, stdout, stderr } = await verifyWith({ cwd: WORKSPACE }, SYSTEM);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^waived blocked-drain › \S+ › in base and staging › PodDisruptionBudget .*: One pod stays up/,
    );
    expect(stdout).toMatch(/\n0 errors, 0 warnings, [1-9]\d* waived\nJudged [1-9]\d* objects of 12 kustomizations/);
  });

  it('prints who reaches whom in each environment', async () => {
    const { code, stdout } = await verifyWith({ cwd: WORKSPACE }, SYSTEM, '--matrix', 'markdown');
    expect(code).toBe(0);
    expect(stdout.match(/^## .*$/gm)).toEqual(['## base', '## staging', '## production']);
    expect(stdout).toMatch(/^\| from \\ to \|.* agent-society-staging\/agent-society-staging:3100 \|/m);
  });

  it('reads builds from the folder of --out, and reports those that are missing', async () => {
    const { code, stdout, stderr } = await verifyWith({ cwd: WORKSPACE }, SYSTEM, '--built', '--out', folder);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('  It is not built.\n');
    expect(stdout).toContain('  Remedy: Build every app first, or leave --built out.\n');
    expect(stdout).toContain('12 errors, 0 warnings, 0 waived\nJudged 0 objects of 0 kustomizations');
    expect(stdout).toContain('\nNot judged: agent-society in base, which was not built.\n');
  });

  it('reports a built file that is cut off', async () => {
    await symlink(join(WORKSPACE, 'node_modules'), join(folder, 'node_modules'));
    await write('map.mjs', mapModule);
    await write('built/shop/base.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x');
    const { code, stdout, stderr } = await verify('map.mjs', '--built', '--out', 'built');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('error unreadable\n  shop › base › built/shop/base.yaml\n');
    expect(stdout).toMatch(/ {2}What was built is not YAML that Kustomize writes in line 3, column \d+\.\n/);
  });

  it.each([
    ['is not a map', 'none.mjs', 'export default { name: "none" };', 'none.mjs\n  Its default export is not a map.\n'],
    ['is not there', 'nowhere.ts', undefined, 'nowhere.ts\n  There is no such file.\n'],
  ])('refuses a module that %s', async (_, name, content, words) => {
    if (content !== undefined) await write(name, content);
    const { code, stdout, stderr } = await verify(name);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(TRACE);
  });

  it('does not call a module missing that imports one that is missing', async () => {
    await write('map.mjs', "import './contracts.mjs';\n");
    const { code, stderr } = await k8sBlocksProcess({ cwd: folder }, 'verify', 'map.mjs');
    expect(code).not.toBe(0);
    expect(stderr).toContain('contracts.mjs');
    expect(stderr).not.toContain('There is no such file.');
  });

  it('refuses a map together with manifests, and says how to judge both', async () => {
    await write('map.mjs', 'export default 1;');
    await write('shop.yaml', FAULTY);
    const { code, stdout, stderr } = await verify('map.mjs', 'shop.yaml');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('"map.mjs" are modules, "shop.yaml" are paths.\n');
    expect(stderr).toContain('Run verify once with the modules of maps, and once with the paths of manifests.');
  });
});

const mapModule = `import { contract, stack } from '@k8s-blocks/topology';
const shop = contract({ name: 'shop', ports: {} });
export default stack({ services: [shop], environments: { base: {} }, connections: [] });
`;
