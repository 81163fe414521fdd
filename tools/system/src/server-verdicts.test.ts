import { readFile } from 'node:fs/promises';
import { judgeObject } from '@k8s-blocks/api-rules';
import {
  type Answer,
  type ControlPlane,
  type Manifest,
  startControlPlane,
  whySkipped,
} from '@k8s-blocks/control-plane';
import { fieldsOf, isFields } from '@k8s-blocks/manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { committedBuilds } from './committed-builds.ts';
import { allMutations, formatMutation, type Mutation, sampleOf } from './mutations.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const SEED = 20_260_102;
const PER_OPERATOR = 40;
const START = 180_000;

/** An object to send to a server. */
interface Question {
  readonly what: string;
  readonly object: Manifest;
}

/** A recorded answer of a server of Kubernetes 1.35, which is the version that is started here. */
interface RecordedCase {
  readonly kind: string;
  readonly what: string;
  readonly code135: number;
  readonly manifest: unknown;
}

const builds = await committedBuilds();
const questions: readonly Question[] = Object.entries(builds).flatMap(([environment, services]) =>
  services.flatMap(({ objects }) => objects.flatMap((object) => questionOf(`in ${environment}`, object))),
);
const sample = sampleOf(allMutations(builds), PER_OPERATOR, SEED);
const questionsOf = (mutation: Mutation) =>
  mutation.objects.flatMap((object) => questionOf(formatMutation(mutation), object));
const mutations = sample.flatMap(questionsOf);
const refused = sample.filter((mutation) => mutation.refused).flatMap(questionsOf);
const file = new URL('../../../packages/api-rules/test-data/apiserver-verdicts.json', import.meta.url);
const { cases }: { readonly cases: readonly RecordedCase[] } = JSON.parse(await readFile(file, 'utf8'));

/** None for an object without a kind: there is no API path to send it to. */
function questionOf(what: string, object: unknown): readonly Question[] {
  const { apiVersion, kind, metadata } = fieldsOf(object);
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  return [{ what, object: { ...fieldsOf(object), apiVersion, kind, metadata: fieldsOf(metadata) } }];
}

const isRefusedHere = (object: unknown) =>
  judgeObject({ object, document: '' }, { kubernetes: '1.35' }).some(({ severity }) => severity === 'error');

describe.skipIf(skipped !== undefined)(
  'what the rules refuse of an object is what a real API server refuses of it',
  () => {
    let server: ControlPlane;
    beforeAll(async () => {
      server = await startControlPlane();
      const recorded = cases.map(({ manifest }) => fieldsOf(fieldsOf(manifest).metadata).namespace);
      const own = [...questions, ...mutations].map(({ object }) => object.metadata?.namespace);
      for (const name of new Set([...own, ...recorded])) {
        if (typeof name === 'string') await server.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      }
    }, START);
    afterAll(() => server?.stop(), START);

    /** The server's message if it refuses the object; undefined if it accepts it, or the object exists already (409). */
    async function refusal(object: Manifest): Promise<string | undefined> {
      const { status, message = `${status}` }: Answer = await server.create(object, { dryRun: true });
      return status < 400 || status === 409 ? undefined : message;
    }

    /** The objects that the rules accept and the server refuses, or the other way round. */
    async function differences(asked: readonly Question[]): Promise<readonly string[]> {
      const answers = asked.map(async ({ what, object }) => {
        const there = await refusal(object);
        const here = judgeObject({ object, document: '' }, { kubernetes: '1.35' }).map(
          ({ field, problem }) => `${field}: ${problem}`,
        );
        if ((there === undefined) === !isRefusedHere(object)) return [];
        return [`${what}\n  there: ${there ?? 'accepted'}\n  here: ${here.join(' ') || 'accepted'}`];
      });
      return (await Promise.all(answers)).flat();
    }

    it('of all objects of the twelve builds', async () => {
      expect(questions.length).toBeGreaterThan(90);
      expect(await differences(questions)).toEqual([]);
    });

    it('of the objects of the mutations', async () => {
      expect(mutations.filter(({ object }) => isRefusedHere(object)).length).toBeGreaterThan(200);
      expect(await differences(mutations)).toEqual([]);
    }, 60_000);

    it('of the mutations that every API server refuses', async () => {
      expect(refused.length).toBeGreaterThan(200);
      const answers = await Promise.all(
        refused.map(async ({ what, object }) => [what, await refusal(object)] as const),
      );
      expect(answers.filter(([, answer]) => answer === undefined).map(([what]) => what)).toEqual([]);
    }, 60_000);

    it('of the recorded cases', async () => {
      const asked = cases.flatMap((each) =>
        questionOf(`${each.kind}: ${each.what}`, each.manifest).map((question) => ({ ...question, ...each })),
      );
      expect(asked.length).toBeGreaterThan(100);
      const judged = asked.filter(({ kind, what }) => !isOfAnotherVersion(kind, what));
      expect(await differences(judged)).toEqual([]);
      const differing = asked.filter(({ code135, manifest }) => isRefusedHere(manifest) !== code135 >= 400);
      expect(differing.map(({ what }) => what)).toEqual([]);
    });

    /** Whether a case has an API version that is no longer served: the server's answer is then not about the object. */
    function isOfAnotherVersion(kind: string, what: string): boolean {
      return cases.some(
        (each) =>
          each.kind === kind &&
          each.what === what &&
          isFields(each.manifest) &&
          /beta/.test(String(each.manifest.apiVersion)),
      );
    }
  },
);
