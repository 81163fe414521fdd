import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indentOf, textOfField, type YamlBlock } from './yaml-lines.ts';

/** Where an object is written, or what changes it. */
export interface WrittenObject {
  readonly file: string;
  /** The lines of the object, or of the patch. */
  readonly block: YamlBlock;
  readonly kind: string;
  readonly name: string;
  /** Whether it is a patch, of an object that is written elsewhere. */
  readonly isPatch: boolean;
}

/**
 * The objects and patches of a kustomization and of those that it is made of, its own first. What is not there, or not written
 * as `emit` writes it, is passed over: it only says where things are.
 */
export function writtenObjects(folder: string): WrittenObject[] {
  const file = join(folder, 'kustomization.yaml');
  const lines = linesOf(file);
  const resources = listedIn(lines, 'resources').flatMap((path) => {
    const target = join(folder, path);
    return /\.(?:ya?ml|json)$/.test(path) ? documentsOf(target) : writtenObjects(target);
  });
  return [...patchesOf(file, lines), ...resources];
}

/** The objects of a file of manifests. */
export function documentsOf(file: string): WrittenObject[] {
  const lines = linesOf(file);
  const starts = [0, ...lines.flatMap((line, at) => (line.startsWith('---') ? [at + 1] : []))];
  return starts.flatMap((start, index) => {
    const block = { lines, start, end: (starts[index + 1] ?? lines.length + 1) - 1, indent: 0 };
    return objectIn(file, block, false);
  });
}

function objectIn(file: string, block: YamlBlock, isPatch: boolean): WrittenObject[] {
  const kind = textOfField(block, 'kind');
  const name = textOfField(block, 'metadata.name');
  return kind === undefined || name === undefined ? [] : [{ file, block, kind, name, isPatch }];
}

/** The patches that stand in a kustomization. */
function patchesOf(file: string, lines: readonly string[]): WrittenObject[] {
  return lines.flatMap((line, at) => {
    if (!/^\s*(?:- )?patch: [|>][-+0-9]*$/.test(line)) return [];
    const inner = indentOf(lines[at + 1] ?? '');
    const block = { lines, start: at + 1, end: blockEnd(lines, at + 1, inner), indent: inner };
    const target = targetAbove(lines, at);
    return target === undefined ? objectIn(file, block, true) : [{ file, block, ...target, isPatch: true }];
  });
}

/** The object that a JSON patch is for, which `emit` writes before it. */
function targetAbove(lines: readonly string[], patch: number): Pick<WrittenObject, 'kind' | 'name'> | undefined {
  if ((lines[patch] ?? '').trimStart().startsWith('- ')) return undefined;
  let start = patch - 1;
  while (start > 0 && !/^\s*- target:/.test(lines[start] ?? '')) start -= 1;
  const block = { lines, start, end: patch, indent: indentOf(lines[start] ?? '') + 2 };
  const [kind, name] = [textOfField(block, 'target.kind'), textOfField(block, 'target.name')];
  return kind === undefined || name === undefined ? undefined : { kind, name };
}

function blockEnd(lines: readonly string[], start: number, indent: number): number {
  let at = start;
  while (at < lines.length && (lines[at] === '' || indentOf(lines[at] ?? '') >= indent)) at += 1;
  return at;
}

/** The entries of a list of texts in a kustomization. */
function listedIn(lines: readonly string[], key: string): string[] {
  const start = lines.indexOf(`${key}:`) + 1;
  if (start === 0) return [];
  const entries: string[] = [];
  for (const line of lines.slice(start)) {
    const [, entry] = /^\s*- (.+)$/.exec(line) ?? [];
    if (entry !== undefined) entries.push(entry.trim());
    else if (line !== '' && !line.trimStart().startsWith('#')) break;
  }
  return entries;
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
