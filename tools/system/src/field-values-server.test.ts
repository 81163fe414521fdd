import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { fieldsOf, listOf } from '@k8s-blocks/manifest';
import { runs } from '@k8s-blocks/test-runs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANGES, fieldChangesOf, formatChange } from './field-changes.ts';
import { agrees, askServer, errorsOf, objectsOfKinds, refuses, type Verdict, verdictsOf } from './server-comparison.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

/** Of how many changes one is tried. */
const STEP = runs({ usual: 31, long: 1 });

/** The least share of changes of which server and rules say the same. `npm run compare-with-server` lists the others. */
const AGREED = { typo: 0.95, type: 0.98, value: 0.6, range: 0.5, missing: 0.83, duplicate: 0.85 };

/**
 * Kinds that are judged in full. They differ in what a cluster adds to a Pod: here no ServiceAccount is set, which a token needs.
 */
const IN_FULL = new Set(
  [
    'Pod PodTemplate ReplicationController Deployment ReplicaSet StatefulSet DaemonSet Job CronJob',
    'Service NetworkPolicy PodDisruptionBudget ConfigMap Secret Namespace ServiceAccount',
  ].flatMap((line) => line.split(' ')),
);

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

  it.each(CHANGES)('agrees with the server on changes that are a %s, at least by its share', (what) => {
    const those = verdicts.filter(({ change }) => change.what === what);
    const shareNow = those.filter(agrees).length / those.length;
    expect(shareNow, `of ${those.length} changes`).toBeGreaterThanOrEqual(AGREED[what]);
  });

  it('agrees with the server on nearly all changes of kinds with pods, Services, policies and configuration', () => {
    const those = verdicts.filter(({ change }) => IN_FULL.has(String(change.object.kind)));
    const others = those.filter((verdict) => !agrees(verdict)).map(({ change }) => formatChange(change));
    expect(others.length / those.length, others.join('\n')).toBeLessThan(0.003);
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
