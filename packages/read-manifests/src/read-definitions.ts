import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOf, listOf } from '@k8s-blocks/manifest';
import { readDocuments } from '@k8s-blocks/read-yaml';
import { Refusal } from '@k8s-blocks/refusal';
import { readBytes } from './read-bytes.ts';
import { reasonOf } from './read-path.ts';

/** Folders that hold no definitions. */
const SKIPPED = /(?:^|[\\/])(?:\.git|node_modules)(?:[\\/]|$)/;

/**
 * The CustomResourceDefinitions of some kinds in a file, or in all files below a folder (`*.yaml`, `*.yml`, `*.json`). Files of
 * other kinds are not parsed: definitions are large, and few are needed.
 *
 * @throws Refusal if the path cannot be read, there is no definition, or a file of one is not YAML.
 */
export async function readDefinitions(path: string, kinds: ReadonlySet<string>): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let defining = 0;
  for (const file of await filesBelow(path)) {
    const bytes = await bytesOf(file);
    if (!bytes.includes('CustomResourceDefinition')) continue;
    defining += 1;
    if (namesOneOf(kinds, bytes.toString('utf8'))) found.push(...definitionsIn(file, bytes));
  }
  if (defining > 0) return found;
  throw new Refusal({
    file: path,
    problem: 'No CustomResourceDefinition was found here.',
    remedy:
      'Give a folder with the definitions as YAML or JSON, such as config/crd or what "kubectl get crd -o yaml" prints.',
  });
}

async function filesBelow(path: string): Promise<readonly string[]> {
  try {
    if ((await stat(path)).isFile()) return [path];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && /\.(?:ya?ml|json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !SKIPPED.test(file.slice(path.length)))
      .sort();
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return Buffer.from(await readBytes(file));
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): Refusal {
  return new Refusal({
    file,
    problem: `This cannot be read: ${reasonOf(error)}.`,
    remedy: 'Give a folder of CustomResourceDefinitions that can be read.',
  });
}

/** Whether one of the kinds stands in a text as a kind: the text may then hold its definition. */
function namesOneOf(kinds: ReadonlySet<string>, text: string): boolean {
  for (const [, kind = ''] of text.matchAll(/\bkind["']?\s*:\s*["']?(\w+)/g)) if (kinds.has(kind)) return true;
  return false;
}

function definitionsIn(file: string, bytes: Uint8Array): readonly unknown[] {
  const { data, error } = readDocuments(bytes);
  if (error !== undefined) {
    const problem = `This cannot be read as YAML, from line ${error.line} on: ${error.message}`;
    throw new Refusal({ file, problem, remedy: error.remedy });
  }
  const objects = data.flatMap((each) => [each, ...listOf(fieldsOf(each).items)]);
  return objects.filter((each) => fieldsOf(each).kind === 'CustomResourceDefinition');
}
