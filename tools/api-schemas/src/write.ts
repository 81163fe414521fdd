import { writeFileSync } from 'node:fs';
import type { Tables } from './tables.ts';

/**
 * Writes the module of the tables: one for each version of an API group, and `versions` with what differs between versions of
 * Kubernetes.
 *
 * @param target the file
 * @param documented the versions of Kubernetes whose documents were read
 */
export function writeTables({ packages, versions }: Tables, target: string, documented: readonly string[]): void {
  const spans = [...versions].map(([name, span]) => `${name}: ${span}`);
  const tables = [...packages, ['versions', spans] as const].map(([name, lines]) => {
    return `  '${name}': \`\n${lines.join('\n')}\n\`,\n`;
  });
  writeFileSync(
    target,
    `${header(documented)}export const TABLES: Readonly<Record<string, string>> = {\n${tables.join('')}};\n`,
  );
}

function header(documented: readonly string[]): string {
  return `/**
 * The types of the fields of Kubernetes' own kinds, in the notation that kind-types.ts reads: from the OpenAPI documents of
 * Kubernetes ${documented.join(', ')} (Apache-2.0), and from what an API server serves. Written by a program. To renew them:
 *
 *     node --import tsx tools/api-schemas/src/main.ts <folder of the documents>
 */
`;
}
