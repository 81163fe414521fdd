import { readFileSync } from 'node:fs';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { type Fields, fieldsOf, groupBy, isFields, listOf, parsePath } from '@k8s-blocks/manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changedAt, REMOVED } from './json.ts';
import { askServer, errorsOf, objectsOfKinds } from './server-comparison.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

/** The API groups of what extends or guards the API. */
const GROUPS =
  /^(?:admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|events|flowcontrol|node|resource)\./;

const objects = objectsOfKinds().filter(({ apiVersion }) => GROUPS.test(String(apiVersion)));

interface Changed {
  readonly what: string;
  readonly object: Fields;
}

/** The changed objects that are right, or wrong. */
function changedObjects(which: 'right' | 'wrong'): readonly Changed[] {
  const text = readFileSync(new URL('./several-changes-of-extensions.yaml', import.meta.url), 'utf8');
  return listOf(parse(text)).flatMap((entry) => {
    const { of, [which]: changes } = fieldsOf(entry);
    const object = objects.find(({ kind, metadata }) => of === `${kind} ${fieldsOf(metadata).name}`);
    if (object === undefined) throw new Error(`There is no object ${String(of)}.`);
    return listOf(changes).map((each) => ({
      what: `${String(of)}: ${JSON.stringify(each)}`,
      object: Object.entries(fieldsOf(each)).reduce(withChange, object),
    }));
  });
}

function withChange(object: Fields, [path, value]: readonly [string, unknown]): Fields {
  const changed = changedAt(object, parsePath(path) ?? [], value ?? REMOVED);
  if (!isFields(changed)) throw new Error(`${path} is no path of a field.`);
  return changed;
}

const NAMES = ['a.b', 'A', 'a_b', 'a:b', '-a', 'a-', '1a', 'a..b', 'a/b', 'system-a', 'a'.repeat(253), 'a'.repeat(254)];
const BEGINNINGS = ['a-', 'A-', 'a.', 'a_', '-', 'a.-', 'a'.repeat(63)];

/** An object of each kind, with each of the names. */
function namedObjects(): readonly Fields[] {
  const kinds = groupBy(objects, ({ apiVersion, kind }) => [`${apiVersion} ${kind}`]);
  const names = [...NAMES.map((name) => ({ name })), ...BEGINNINGS.map((generateName) => ({ generateName }))];
  return Array.from(kinds.values(), ([object]) => object ?? {}).flatMap((object) =>
    names.map((metadata) => ({ ...object, metadata })),
  );
}

describe.skipIf(skipped !== undefined)('what the rules say of what extends or guards the API', () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
  }, START);
  afterAll(() => server?.stop(), START);

  const isTaken = async (object: Fields) => (await askServer(server, object)).status === 201;

  it.each(['wrong', 'right'] as const)('is what a server says of objects that are %s', async (which) => {
    const changed = changedObjects(which);
    const isRight = which === 'right';
    const taken = await Promise.all(changed.map(({ object }) => isTaken(object)));
    expect(changed.filter((_, index) => taken[index] !== isRight).map(({ what }) => what)).toEqual([]);
    const others = changed.filter(({ object }) => (errorsOf(object).length === 0) !== isRight);
    expect(others.map(({ what }) => what)).toEqual([]);
  });

  it('is what a server says of names', async () => {
    const named = namedObjects();
    const taken = await Promise.all(named.map(isTaken));
    const others = named.filter((object, index) => taken[index] !== (errorsOf(object).length === 0));
    expect(others.map(({ kind, metadata }) => `${kind} ${JSON.stringify(metadata)}`)).toEqual([]);
  });
});
