import { decodeText, YamlError } from '@k8s-blocks/read-yaml';
import { readBytes } from './read-bytes.ts';
import { type Reading, readText, unreadable } from './read-text.ts';

/** Reads a file. That it cannot be read is a finding. */
export async function readPath(file: string): Promise<Reading> {
  try {
    return readText(decodeText(await readBytes(file)), file);
  } catch (error) {
    const remedy = 'Give a file that can be read.';
    const problem =
      error instanceof YamlError ? error : { message: `This cannot be read: ${reasonOf(error)}.`, remedy };
    return { objects: [], findings: [{ ...unreadable(file, problem), line: 1, column: 1 }] };
  }
}

/** What is in the first document of a file, if it can be read. */
export async function contentOf(file: string): Promise<unknown> {
  return (await readPath(file)).objects[0]?.object;
}

/** The message of an error of the system. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
