/**
 * A lower bound for any tool: writes files that are given as texts, or as documents, which it formats with the YAML library
 * of this workspace.
 *
 * Arguments: a JSON file of `{ path, text }` or `{ path, documents }`, and the folder to write to.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { TreeFile } from '../tree-files.ts';

const [input = '', folder = ''] = process.argv.slice(2);
const files: readonly TreeFile[] = JSON.parse(readFileSync(input, 'utf8'));
const made = new Set<string>();
for (const file of files) {
  const path = join(folder, file.path);
  if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
  made.add(dirname(path));
  writeFileSync(path, 'text' in file ? file.text : textOf(file.documents));
}

function textOf(documents: readonly unknown[]): string {
  return documents.map((document) => stringify(document, { lineWidth: 0 })).join('---\n');
}
