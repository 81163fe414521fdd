import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A module. */
export interface Module {
  /** Its path, for messages. */
  readonly file: string;
  /** TypeScript or JavaScript. */
  readonly text: string;
}

const FOLDERS = ['packages', 'apps', 'tools'];
const MODULE = /\.[cm]?[jt]s$/;

/** Tests are left out: their expressions only match texts of the tests. */
const TEST = /\.test\.ts$|\.test-helper\.ts$|\/test\//;

/** The modules of a workspace, without tests: those that git tracks, and untracked ones that it does not ignore. */
export function sourcesOf(workspace: string): readonly Module[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', ...FOLDERS];
  return execFileSync('git', args, { cwd: workspace, encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\0')
    .filter((file) => MODULE.test(file) && !TEST.test(file) && existsSync(join(workspace, file)))
    .map((file) => ({ file, text: readFileSync(join(workspace, file), 'utf8') }));
}
