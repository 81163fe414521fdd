import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { type Fields, fieldsOf } from '@k8s-blocks/manifest';
import { runs } from '@k8s-blocks/test-runs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { fieldChangesOf, formatChange } from './field-changes.ts';
import { agrees, errorsOf, refuses, type Verdict, verdictsOf } from './server-comparison.ts';

/** The folder of the definitions of custom resources of public projects. */
const FOLDER = process.env.K8S_BLOCKS_CRDS ?? '';

const skipped =
  FOLDER === ''
    ? 'K8S_BLOCKS_CRDS is not set: skipped the tests that need definitions of public projects.'
    : whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

/** How many changes are made of each definition. Texts that nothing reads are left as they are. */
const CHANGES = runs({ usual: 3, long: 100 });

/** Larger definitions are not changed: there are too many changes of them to choose from. */
const MAX_CHARACTERS = 60_000;

/** The least share of changes of which server and rules say the same. The others are of CEL expressions and of patterns of defaults. */
const AGREED = 0.98;

describe.skipIf(skipped !== undefined)('the definitions of public projects', () => {
  const definitions = skipped === undefined ? definitionsBelow(FOLDER) : [];
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
  }, START);
  afterAll(() => server?.stop(), START);

  it('have no errors', () => {
    expect(definitions.length).toBeGreaterThan(0);
    expect(definitions.flatMap(errorsOf)).toEqual([]);
  });

  it('are judged as a server does after single changes, and never more strictly', async () => {
    const verdicts: Verdict[] = [];
    for (const definition of definitions.filter((each) => JSON.stringify(each).length <= MAX_CHARACTERS)) {
      verdicts.push(...(await verdictsOf(server, someChangesOf(definition))));
    }
    const alarms = verdicts.filter((verdict) => !refuses(verdict) && verdict.errors.length > 0);
    expect(alarms.map(({ change }) => formatChange(change))).toEqual([]);
    const share = verdicts.filter(agrees).length / verdicts.length;
    expect(share, `of ${verdicts.length} changes`).toBeGreaterThanOrEqual(AGREED);
  }, 600_000);
});

function someChangesOf(definition: Fields) {
  const all = fieldChangesOf(definition).filter(({ path }) => path.at(-1) !== 'description');
  const step = Math.max(1, Math.floor(all.length / CHANGES));
  return all.filter((_, index) => index % step === step - 1);
}

function definitionsBelow(folder: string): readonly Fields[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file));
  return files
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')))
    .map((document) => fieldsOf(document.toJS()))
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
}
