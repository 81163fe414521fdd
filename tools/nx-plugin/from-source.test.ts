import { execFile } from 'node:child_process';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Answer, WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const APP = 'apps/strange/src/app.ts';
const CACHE = 'node_modules/.cache/k8s-blocks-programs';
const CONNECTOR = 'apps/connector/src/app.ts';

describe('the command of this workspace, from its sources', () => {
  let copy: WorkspaceCopy;
  beforeAll(async () => {
    copy = await WorkspaceCopy.make();
  }, 60_000);
  afterAll(() => copy?.remove());

  /** A check of the connector, and of strange apps, all of which consist of these files. */
  async function checkAll(files: Readonly<Record<string, string>>): Promise<Answer> {
    await copy.reset();
    await copy.git('clean', '--quiet', '-fdx', 'apps');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(copy.folder, path)), { recursive: true });
      await writeFile(join(copy.folder, path), text);
    }
    return command('check', ...Object.keys(files).filter((path) => path.endsWith('/app.ts')), CONNECTOR);
  }

  function command(...args: string[]): Promise<Answer> {
    return new Promise((resolve) => {
      const program = ['tools/nx-plugin/k8s-blocks.mjs', ...args];
      execFile(process.execPath, program, { cwd: copy.folder }, (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    });
  }

  it('finds what is committed as it is emitted, and leaves nothing behind', async () => {
    const { exitCode, stdout, stderr } = await command('check', CONNECTOR);
    expect([exitCode, stdout, stderr]).toEqual([0, 'connector: as it is emitted\n', '']);
    expect(await readdir(join(copy.folder, CACHE))).toEqual([]);
  });

  it('removes programs that interrupted runs of long ago left, and nothing else, however old', async () => {
    const program = (digit: number) => `${digit}b241101-e2bb-4255-8caf-4136c566a962.mjs`;
    const left = [program(2), program(3), 'notes.mjs', `${program(1)}.txt`];
    await mkdir(join(copy.folder, CACHE, program(2)), { recursive: true });
    for (const name of [program(1), ...left.slice(1)]) await writeFile(join(copy.folder, CACHE, name), '');
    for (const name of [program(1), program(2), ...left.slice(2)]) await utimes(join(copy.folder, CACHE, name), 1, 1);
    expect((await command('check', CONNECTOR)).exitCode).toBe(0);
    expect((await readdir(join(copy.folder, CACHE))).sort()).toEqual([...left].sort());
  });

  it('says what is wrong with its arguments', async () => {
    const { exitCode, stderr } = await command('chekc', CONNECTOR);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('check')]);
  });

  it('is compiled, and tells of a fault in a module with its place in the source', async () => {
    const { exitCode, stdout, stderr } = await checkAll({
      [APP]: 'export default {\n  layers() {},\n  tree(): string {\n    throw new Error("a fault");\n  } };',
      'apps/early/src/app.ts': "throw new Error('at once');",
      'apps/late/src/app.ts': "await Promise.resolve(); throw new Error('later');",
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Error: a fault');
    expect(stderr).toContain(`${join(copy.folder, APP)}:4:`);
    expect(stderr).toContain('Error: at once');
    expect(stderr).toContain('Error: later');
    // What is loaded through tsx does not pass it.
    expect(stderr).toContain('in-sources.mjs');
    expect(stdout).toContain('1 unchanged, 3 failed');
  });

  it('runs a module for what it does, in its own folder, with the version of a library that its project has', async () => {
    const { stderr } = await checkAll({
      'apps/strange/package.json': '{ "type": "module", "sideEffects": false }',
      'apps/strange/src/effect.ts': 'console.error("an effect");',
      'apps/strange/node_modules/yaml/package.json': '{ "type": "module", "exports": "./index.js" }',
      'apps/strange/node_modules/yaml/index.js': 'export const version = "its own";',
      [APP]: 'import "./effect.ts"; import { version } from "yaml"; console.error(version, import.meta.url);',
    });
    expect(stderr).toContain('an effect');
    expect(stderr).toMatch(/^its own file:/m);
    expect(stderr).toContain(`/${APP}`);
  });

  it('leaves the others done where modules do not compile, or import what is not there', async () => {
    const { exitCode, stdout, stderr } = await checkAll({
      [APP]: 'export const = 1;',
      'apps/lost/src/app.ts': "import './nowhere.ts';",
      'apps/lonely/src/app.ts': "import 'nowhere';",
    });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('1 unchanged, 3 failed')]);
    for (const problem of ['app.ts:1:13', 'nowhere.ts', "'nowhere'"]) expect(stderr).toContain(problem);
  });

  it('refuses a package.json that is not JSON, without a trace, and leaves the other done', async () => {
    const { exitCode, stdout, stderr } = await checkAll({
      [APP]: 'export default {};',
      'apps/strange/package.json': '{',
    });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining(`1 unchanged, 1 failed: ${APP}`)]);
    expect(stderr).toContain('apps/strange/package.json\n  It is not JSON.');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('says why it is had in neither way, where its own sources are broken', async () => {
    const { exitCode, stderr } = await checkAll({ 'packages/cli/src/run.ts': 'export const = 1;' });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^The command cannot be loaded from its sources\.\n {2}Compiled together: .*\n.*run\.ts:1:13/,
    );
    expect(stderr).toMatch(/^ {2}Through tsx: .*(\n.*)?run\.ts/m);
    expect(stderr).not.toMatch(/^\s+at /m);
    await copy.reset();
  });
});
