import { run } from '@k8s-blocks/cli';

/** What a command prints, to standard output and standard error together, and its exit code. */
export async function printedBy(args: readonly string[]): Promise<{ readonly code: number; readonly printed: string }> {
  const lines: string[] = [];
  const keep = (text: string) => void lines.push(text);
  const code = await run(args, { print: keep, printError: keep });
  return { code, printed: lines.join('\n') };
}
