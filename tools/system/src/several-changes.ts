/** Changes of right objects that no single change of a field makes. */
import { readdirSync, readFileSync } from 'node:fs';
import { type Fields, fieldsOf, isFields, listOf, parsePath } from '@k8s-blocks/manifest';
import { parse } from 'yaml';
import { changedAt, REMOVED } from './json.ts';
import { objectsOfKinds } from './server-comparison.ts';

/** An object with several changes, and what they are, in words. */
export interface SeveralChanges {
  readonly what: string;
  readonly object: Fields;
  /** Whether a server takes the object. */
  readonly isRight: boolean;
}

const FOLDER = new URL('./several-changes/', import.meta.url);

/** The changes that the files of `several-changes` name. */
export function severalChanges(): readonly SeveralChanges[] {
  const entries = readdirSync(FOLDER).flatMap((file) => listOf(parse(readFileSync(new URL(file, FOLDER), 'utf8'))));
  const objects = new Map(objectsOfKinds().map((object) => [titleOf(object), object]));
  return entries.flatMap((entry) => {
    const { of, wrong, right } = fieldsOf(entry);
    const object = objects.get(String(of));
    if (object === undefined) throw new Error(`There is no object ${String(of)}.`);
    const changed = (changes: unknown, isRight: boolean) => ({
      what: `${String(of)}: ${JSON.stringify(changes)}`,
      object: Object.entries(fieldsOf(changes)).reduce(withChange, object),
      isRight,
    });
    return [...listOf(wrong).map((each) => changed(each, false)), ...listOf(right).map((each) => changed(each, true))];
  });
}

function titleOf({ kind, metadata }: Fields): string {
  return `${String(kind)} ${String(fieldsOf(metadata).name)}`;
}

function withChange(object: Fields, [path, value]: readonly [string, unknown]): Fields {
  const changed = changedAt(object, parsePath(path) ?? [], value ?? REMOVED);
  if (!isFields(changed)) throw new Error(`${path} is no path of a field.`);
  return changed;
}
