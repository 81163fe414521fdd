import type { Output } from './output.ts';

/**
 * This process's standard output and standard error. It is watched where it is a terminal, and not where `CI` says that
 * nobody does: some CI systems give their jobs a terminal.
 */
export const terminal: Output = {
  say: (text) => console.log(text),
  complain: (text) => console.error(text),
  get isWatched() {
    return process.stdout.isTTY === true && !isTrue(process.env.CI);
  },
  get hasColours() {
    return hasColours(process.stdout, process.env);
  },
};

/**
 * Whether what is printed has colours: on a terminal, and wherever `FORCE_COLOR` wants them; not where `NO_COLOR` is set,
 * which goes before.
 *
 * @see https://no-color.org
 * @see https://force-color.org
 */
function hasColours({ isTTY = false }: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return isTrue(env.FORCE_COLOR);
  return isTTY && env.TERM !== 'dumb';
}

/** Whether a variable says yes: it is there, and neither empty nor a no. */
function isTrue(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value);
}
