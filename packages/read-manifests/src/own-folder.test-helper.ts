import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, onTestFinished } from 'vitest';
import { readManifests } from './index.ts';

/** The folder of the test that runs, which is new for each. */
export let folder: string;

/** Gives each test of a file a folder of its own. */
export function inOwnFolder(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'read-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  });
}

/** Writes a file below the folder, and returns its path. */
export function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A ConfigMap as YAML. */
export function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
}

/** Reads one file with a content. */
export async function read(content: string | Uint8Array) {
  return readManifests([write('manifest.yaml', content)]);
}

/** The names of the objects below some paths. */
export async function namesIn(paths: readonly string[]): Promise<unknown[]> {
  const { objects } = await readManifests(paths);
  return objects.map(({ object }) => (object as { metadata: { name: string } }).metadata.name);
}

/** Nine levels of nine aliases each. */
export function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]\n`);
  return `a0: &a0 lol\n${levels.join('')}`;
}
