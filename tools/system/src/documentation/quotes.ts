import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is wrong with a block that quotes an example; undefined if one of the example's files contains it, line by line. */
export function quoteProblem(folder: string, text: string): string | undefined {
  const files = ['src', 'k8s'].flatMap((room) =>
    readdirSync(join(folder, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const isQuoted = files.some((file) => `\n${readFileSync(file, 'utf8')}`.includes(`\n${text}`));
  return isQuoted ? undefined : 'No file of the example contains it.';
}
