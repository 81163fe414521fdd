/** Changes of right objects that no single change of a field makes. */
import { readFileSync } from 'node:fs';
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

/** The changes that the file `several-changes.yaml` names. */
export function severalChanges(): readonly SeveralChanges[] {
  const text = readFileSync(new URL('./several-changes.yaml', import.meta.url), 'utf8');
  const objects = new Map(objectsOfKinds().map((object) => [titleOf(object), object]));
  return listOf(parse(text)).flatMap((entry) => {
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
