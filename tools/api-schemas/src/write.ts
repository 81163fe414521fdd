import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tables } from './tables.ts';

const RENEW = '# To renew: node --import tsx tools/api-schemas/src/main.ts <folder of the documents>';

/**
 * Writes a file for each version of an API group, `core-v1.txt`, and `versions.txt` with what differs between versions of Kubernetes.
 *
 * @param target the folder, whose tables of before are removed
 * @param documented the versions of Kubernetes whose documents were read
 */
export function writeTables({ rooms, versions }: Tables, target: string, documented: readonly string[]): void {
  mkdirSync(target, { recursive: true });
  for (const file of readdirSync(target)) if (file.endsWith('.txt')) rmSync(join(target, file));
  const source = `# From the OpenAPI documents of Kubernetes ${documented.join(', ')} (Apache-2.0).`;
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(target, `${name}.txt`), `${[source, RENEW, ...lines].join('\n')}\n`);
  for (const [room, lines] of rooms) write(room.replace('/', '-'), lines);
  write(
    'versions',
    [...versions].map(([name, span]) => `${name}: ${span}`),
  );
}
