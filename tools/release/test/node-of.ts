import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';

/** The program of a major version of Node: the one that runs this, or one that npm brings. */
export function nodeOf(major: number): string {
  if (process.version.startsWith(`v${major}.`)) return process.execPath;
  const args = ['exec', '--yes', `--package=node@${major}`, '--', 'node', '--print', 'process.execPath'];
  // In another folder than the workspace, whose packages npm would look through first.
  return execFileSync('npm', args, { encoding: 'utf8', cwd: tmpdir(), stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}
