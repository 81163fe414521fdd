import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A file to write: its path below the folder, and its text or its documents. */
export type TreeFile =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly documents: readonly unknown[] };

/** Describes the files of a folder as the input of `programs/write-tree.ts`: as texts, or as documents. */
export async function describeTree(folder: string, as: 'text' | 'documents', output: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: TreeFile[] = [];
  for (const entry of entries.filter((each) => each.name.endsWith('.yaml'))) {
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    const path = relative(folder, file);
    files.push(as === 'text' ? { path, text } : { path, documents: documentsIn(text) });
  }
  await writeFile(output, JSON.stringify(files));
}

function documentsIn(text: string): readonly unknown[] {
  return parseAllDocuments(text).map((document): unknown => document.toJS());
}
