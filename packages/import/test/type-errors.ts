import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../..');

const COMPILER = join(ROOT, 'node_modules/typescript/bin/tsc');

/** How long the compiler may take. */
const TIMEOUT = 110_000;

/** What strict teams add to the settings of this workspace. */
const STRICTER = { noUnusedLocals: true, noUnusedParameters: true };

/**
 * The errors that TypeScript finds in the modules of projects, all compiled together as this workspace is.
 *
 * @param projects their files by path, each project in a folder of its own.
 */
export async function typeErrors(projects: Readonly<Record<string, ReadonlyMap<string, string>>>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'import-types-'));
  try {
    const { compilerOptions } = JSON.parse(await readFile(join(ROOT, 'tsconfig.base.json'), 'utf8'));
    const config = { compilerOptions: { ...compilerOptions, ...STRICTER }, include: ['projects'] };
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    for (const [name, files] of Object.entries(projects)) {
      for (const [path, text] of files) await write(join(folder, 'projects', name, path), text);
    }
    return await compiled(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function compiled(folder: string): Promise<string[]> {
  const args = [COMPILER, '--pretty', 'false', '-p', folder];
  const run = promisify(execFile)(process.execPath, args, {
    cwd: folder,
    timeout: TIMEOUT,
    maxBuffer: 64 * 1024 * 1024,
  });
  const { stdout, code } = await run.then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { readonly stdout: string; readonly code: unknown }) => error,
  );
  if (code !== 0 && code !== 1 && code !== 2) throw new Error(`The compiler was ended: ${stdout}`);
  // Errors of the packages are found where these are compiled.
  return stdout.split('\n').filter((line) => line.startsWith('projects/') || line.startsWith('error'));
}
