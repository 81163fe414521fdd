import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/** A file as `npm run format` would leave it: imports sorted, long lines broken. */
export function tidy(root: string, path: string, text: string): string {
  const args = [biome, 'check', '--write', `--stdin-file-path=${path}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Biome cannot format ${path}: ${stderr}`);
  return stdout;
}
