import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findKubectl } from '@k8s-blocks/kubectl';

/** A kubectl whose processes are counted. */
export interface CountedKubectl {
  /** Its path, for `$KUBECTL`. */
  readonly path: string;
  /** The subcommand of each process that was started: `kustomize`. */
  readonly started: () => readonly string[];
}

/** A script in a folder that runs the real kubectl, and counts. */
export async function countedKubectl(folder: string): Promise<CountedKubectl> {
  const real = await findKubectl();
  const [path, log] = [join(folder, 'kubectl'), join(folder, 'kubectl.log')];
  mkdirSync(folder, { recursive: true });
  writeFileSync(log, '');
  writeFileSync(path, `#!/bin/sh\necho "$1" >> '${log}'\nexec '${real}' "$@"\n`, { mode: 0o755 });
  return { path, started: () => readFileSync(log, 'utf8').trim().split('\n') };
}
