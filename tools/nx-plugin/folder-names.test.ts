import { existsSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOfNames } from './folder-names.mjs';

/** Names that a shell, a glob, an option or a log means something by. */
const NAMES = [
  'my app;touch PWNED;x',
  '$(touch PWNED)',
  '`touch PWNED`',
  "a' && touch PWNED && '",
  'a" || touch PWNED || "',
  'a|touch PWNED',
  'a>PWNED',
  'a&touch PWNED&',
  'a\ntouch PWNED',
  'a\\',
  '--flag',
  '*',
  '{a,b}',
  '%PATH%',
  '~',
  '#',
  '.hidden',
  'Payments',
  'zahlungen-für-alle',
  '\u001b[2Jclear',
];

describe('a folder', () => {
  it.each(NAMES)('named %j cannot be a project', async (name) => {
    const refusal = await refusalOfNames(['apps/payments', `apps/${name}`]);
    expect(refusal?.problems.map(({ file }) => file)).toEqual([`apps/${name}`]);
    expect(refusal?.message).toMatch(/^apps\/.*\n {2}A folder of that name cannot be a project.*\n {2}Use lowercase/);
    expect(refusal?.message).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it.each(['payments', 'agent-society', '4-eyes', 'a', 'app_2', 'v1.2', 'a--b'])('named %s can', async (name) => {
    expect(await refusalOfNames([`apps/${name}`, `packages/${name}`])).toBeUndefined();
  });
});

describe('Nx', () => {
  let copy: WorkspaceCopy;
  beforeAll(async () => {
    copy = await WorkspaceCopy.make();
    for (const [index, name] of NAMES.entries()) {
      await cp(join(copy.folder, 'apps/connector'), join(copy.folder, 'apps', name), { recursive: true });
      const manifest = { name: `@k8s-blocks/guest-${index}`, type: 'module' };
      await writeFile(join(copy.folder, 'apps', name, 'package.json'), JSON.stringify(manifest));
    }
  }, 60_000);
  afterAll(() => copy?.remove());

  it('runs no command where a folder has such a name, and says which', async () => {
    const { exitCode, output } = await copy.runMany(['-t', 'build', 'check', 'typecheck', 'lint', 'diff']);
    expect(exitCode).toBe(1);
    for (const name of ['my app;touch PWNED;x', '$(touch PWNED)', '--flag']) expect(output).toContain(`apps/${name}\n`);
    expect(output).toContain('Use lowercase letters');
    expect(output).not.toMatch(/^> nx run|^\s+at /m);
    expect(existsSync(join(copy.folder, 'PWNED'))).toBe(false);
  }, 60_000);
});
