import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { Refusal } from '@k8s-blocks/refusal';

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/**
 * A file as `npm run format` would leave it: imports sorted, long lines broken.
 *
 * @throws Refusal if Biome cannot format it, such as for a configuration that is not right.
 */
export function tidy(root: string, path: string, text: string): string {
  const args = [biome, 'check', '--write', `--stdin-file-path=${path}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, input: text, encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Refusal({
    file: path,
    problem: `Biome cannot format it:\n${stderr.trim()}`,
    remedy: 'Correct what `npm run lint` says of the configuration.',
  });
}
