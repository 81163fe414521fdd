import { readFileSync } from 'node:fs';
import { judgeObject } from '@k8s-blocks/api-rules';
import {
  type Answer,
  type ControlPlane,
  type Manifest,
  startControlPlane,
  whySkipped,
} from '@k8s-blocks/control-plane';
import { fieldsOf, listOf } from '@k8s-blocks/manifest';
import { runs } from '@k8s-blocks/test-runs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type FieldChange, fieldChangesOf, formatChange } from './field-changes.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

/** Of how many changes one is tried. */
const STEP = runs({ usual: 7, long: 1 });

/**
 * The least share of changes of which server and rules say the same; of all 3425 it is 0.909, of the kinds of change 0.988, 0.998,
 * 0.872, 0.705 and 0.95. The others need rules of the forms of texts (most of `value`) or between fields.
 */
const AGREED = { all: 0.88, typo: 0.95, type: 0.98, missing: 0.83, value: 0.62, duplicate: 0.88 };

const text = readFileSync(new URL('./objects-of-kinds.yaml', import.meta.url), 'utf8');
const objects = parseAllDocuments(text).map((document) => fieldsOf(document.toJS()));
const changes = objects.flatMap(fieldChangesOf).filter((_, index) => index % STEP === 0);

function manifestOf(value: unknown): Manifest {
  const { apiVersion, kind, metadata, ...fields } = fieldsOf(value);
  return { ...fields, apiVersion: String(apiVersion), kind: String(kind), metadata: fieldsOf(metadata) };
}

const errorsOf = (object: unknown) =>
  judgeObject({ object, document: '' }, { kubernetes: '1.35' }).filter(({ severity }) => severity === 'error');

/** A change, and what the server and the rules say of it. */
interface Verdict {
  readonly change: FieldChange;
  readonly answer: Answer;
  readonly errors: ReturnType<typeof errorsOf>;
}

const refused = ({ answer }: Verdict) => answer.status !== 201;
const agrees = (verdict: Verdict) => refused(verdict) === verdict.errors.length > 0;

describe.skipIf(skipped !== undefined)('what the rules say of single changes of fields', () => {
  let server: ControlPlane;
  let verdicts: readonly Verdict[] = [];
  const create = (object: unknown) => server.create(manifestOf(object), { dryRun: true });
  beforeAll(async () => {
    server = await startControlPlane();
    const judged = await Promise.all(changes.map(verdictOf));
    verdicts = judged.flat();
  }, START);
  afterAll(() => server?.stop(), START);

  /** None where the server itself fails: it panics, and hangs up, at a Job without `completions` and with a success policy. */
  async function verdictOf(change: FieldChange): Promise<readonly Verdict[]> {
    const answer = await create(change.object).catch(() => undefined);
    return answer === undefined ? [] : [{ change, answer, errors: errorsOf(change.object) }];
  }

  it('begins with objects that the server and the rules take', async () => {
    const answers = await Promise.all(objects.map(create));
    expect(answers.flatMap(({ message = [] }) => message)).toEqual([]);
    expect(objects.flatMap(errorsOf)).toEqual([]);
  });

  it('refuses nothing that the server takes', () => {
    const alarms = verdicts.filter((verdict) => !refused(verdict) && verdict.errors.length > 0);
    expect(alarms.map(({ change }) => formatChange(change))).toEqual([]);
  });

  it.each(Object.entries(AGREED))('agrees with the server on %s changes, at least by the share %d', (what, share) => {
    const those = verdicts.filter(({ change }) => what === 'all' || change.what === what);
    const shareNow = those.filter(agrees).length / those.length;
    expect(shareNow, `of ${those.length} changes`).toBeGreaterThanOrEqual(share);
  });

  it("gives the type of one of the server's causes, at the fields that both name", () => {
    const others = verdicts.flatMap(({ change, answer, errors }) => {
      const causes = listOf(fieldsOf(fieldsOf(answer.body).details).causes).map(fieldsOf);
      return errors.flatMap(({ field, code }) => {
        const there = causes.filter((cause) => cause.field === field).map(({ reason }) => reason);
        return there.length === 0 || there.includes(code) ? [] : [`${formatChange(change)}: ${code}, not ${there}`];
      });
    });
    expect(others).toEqual([]);
  });
});
