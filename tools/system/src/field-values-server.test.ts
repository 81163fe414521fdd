import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { fieldsOf, listOf } from '@k8s-blocks/manifest';
import { runs } from '@k8s-blocks/test-runs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldChangesOf, formatChange } from './field-changes.ts';
import { agrees, askServer, errorsOf, objectsOfKinds, refuses, type Verdict, verdictsOf } from './server-comparison.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

/** Of how many changes one is tried. */
const STEP = runs({ usual: 31, long: 1 });

/**
 * The least share of changes of which server and rules say the same. Of all 35,000 it is 0.999: the others are expressions in CEL, which
 * a server compiles, and what the cluster of this test does not add to a Pod. `npm run compare-with-server` lists them.
 */
const AGREED = 0.99;

const objects = objectsOfKinds();
const changes = objects.flatMap(fieldChangesOf).filter((_, index) => index % STEP === 0);

describe.skipIf(skipped !== undefined)('what the rules say of single changes of fields', () => {
  let server: ControlPlane;
  let verdicts: readonly Verdict[] = [];
  beforeAll(async () => {
    server = await startControlPlane();
    verdicts = await verdictsOf(server, changes);
  }, START);
  afterAll(() => server?.stop(), START);

  it('begins with objects that the server and the rules take', async () => {
    const answers = await Promise.all(objects.map((object) => askServer(server, object)));
    expect(answers.flatMap(({ message = [] }) => message)).toEqual([]);
    expect(objects.flatMap(errorsOf)).toEqual([]);
  });

  it('refuses nothing that the server takes', () => {
    const alarms = verdicts.filter((verdict) => !refuses(verdict) && verdict.errors.length > 0);
    expect(alarms.map(({ change }) => formatChange(change))).toEqual([]);
  });

  it('agrees with the server on nearly all of them', () => {
    const others = verdicts.filter((verdict) => !agrees(verdict)).map(({ change }) => formatChange(change));
    expect(1 - others.length / verdicts.length, others.join('\n')).toBeGreaterThanOrEqual(AGREED);
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
