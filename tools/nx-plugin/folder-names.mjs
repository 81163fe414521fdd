import { basename } from 'node:path';

/** No character that a shell, a glob or an option means something by, and none that a package may not be named by. */
const NAME = /^[a-z0-9][a-z0-9._-]*$/;

/**
 * The refusal of projects whose folders have names that may not stand in a command: the commands of the targets name the
 * folders, and are read by a shell.
 *
 * @param {readonly string[]} roots the folders from the workspace's root: `apps/agent-society`
 * @returns undefined if all of them may
 */
export async function refusalOfNames(roots) {
  const refused = roots.filter((root) => !NAME.test(basename(root)));
  if (refused.length === 0) return undefined;
  // TypeScript, which Nx under Node 20 does not load by itself; nearly every run needs none.
  const { register } = await import('tsx/esm/api');
  register();
  const { Refusal } = await import('@k8s-blocks/refusal');
  return new Refusal(
    refused.map((file) => ({
      file,
      problem: 'A folder of that name cannot be a project: its name stands in the commands of its targets.',
      remedy: 'Use lowercase letters, digits, "-", "_" and "." only, and begin with a letter or a digit.',
    })),
  );
}
