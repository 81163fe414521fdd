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

  /** A check of the connector, and of an app that consists of these files. */
  async function checkBoth(files: Readonly<Record<string, string>>): Promise<Answer> {
    await copy.reset();
    await copy.git('clean', '--quiet', '-fdx', 'apps');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(copy.folder, path)), { recursive: true });
      await writeFile(join(copy.folder, path), text);
    }
    return command('check', APP, CONNECTOR);
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
    const { exitCode, stdout, stderr } = await checkBoth({
      [APP]: 'export default {\n  layers() {},\n  tree(): string {\n    throw new Error("a fault");\n  } };',
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Error: a fault');
    expect(stderr).toContain(`${join(copy.folder, APP)}:4:`);
    // What is loaded through tsx does not pass it.
    expect(stderr).toContain('in-sources.mjs');
    expect(stdout).toContain('1 unchanged, 1 failed');
  });

  it('runs what is imported for what it does, whatever its package says of side effects', async () => {
    const { stderr } = await checkBoth({
      'apps/strange/package.json': '{ "type": "module", "sideEffects": false }',
      'apps/strange/src/effect.ts': 'console.error("an effect");',
      [APP]: 'import "./effect.ts";',
    });
    expect(stderr).toContain('an effect');
  });

  it('imports a library in the version that the project has', async () => {
    const { stderr } = await checkBoth({
      'apps/strange/node_modules/yaml/package.json': '{ "type": "module", "exports": "./index.js" }',
      'apps/strange/node_modules/yaml/index.js': 'export const version = "its own";',
      [APP]: 'import { version } from "yaml"; console.error(version); ',
    });
    expect(stderr).toContain('its own');
  });

  it.each([
    ['does not compile', 'export const = 1;', 'app.ts:1:13'],
    ['imports what is not there', "import './nowhere.ts';", 'nowhere.ts'],
    ['imports what is not installed', "import 'nowhere';", "'nowhere'"],
    ['fails as it is imported', "throw new Error('at once');", 'Error: at once'],
    ['waits as it is imported', "await Promise.resolve(); throw new Error('later');", 'Error: later'],
  ])('leaves the other done where a module %s', async (_, text, said) => {
    const { exitCode, stdout, stderr } = await checkBoth({ [APP]: text });
    expect([exitCode, stderr, stdout]).toEqual([
      1,
      expect.stringContaining(said),
      expect.stringContaining(`1 unchanged, 1 failed: ${APP}`),
    ]);
  });

  it('refuses a package.json that is not JSON, without a trace, and leaves the other done', async () => {
    const { exitCode, stdout, stderr } = await checkBoth({
      [APP]: 'export default {};',
      'apps/strange/package.json': '{',
    });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining(`1 unchanged, 1 failed: ${APP}`)]);
    expect(stderr).toContain('apps/strange/package.json\n  It is not JSON.');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('says why it is had in neither way, where its own sources are broken', async () => {
    const { exitCode, stderr } = await checkBoth({ 'packages/cli/src/run.ts': 'export const = 1;' });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^The command cannot be loaded from its sources\.\n {2}Compiled together: .*\n.*run\.ts:1:13/,
    );
    expect(stderr).toMatch(/^ {2}Through tsx: .*(\n.*)?run\.ts/m);
    expect(stderr).not.toMatch(/^\s+at /m);
    await copy.reset();
  });

  it('tells a module where it lies', async () => {
    const { stderr } = await checkBoth({ [APP]: 'console.error(import.meta.url);' });
    expect(stderr).toContain(`/${APP}`);
  });
});
