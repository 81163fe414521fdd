import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeObject } from '@k8s-blocks/api-rules';
import {
  type Answer,
  type ControlPlane,
  type Manifest,
  startControlPlane,
  whySkipped,
} from '@k8s-blocks/control-plane';
import { Definitions, isDefinition, transitionViolations } from '@k8s-blocks/custom-resources';
import { type Fields, fieldsOf, groupBy, listOf } from '@k8s-blocks/manifest';
import { runs } from '@k8s-blocks/test-runs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { FAILING, FALSE, OBJECT, SCHEMA, TRUE } from '../../../packages/custom-resources/test-data/expressions.ts';
import { customResourceChanges } from './custom-resource-changes.ts';
import { type FieldChange, formatChange } from './field-changes.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 300_000;

/** Of how many changes one is tried. */
const STEP = runs({ usual: 31, long: 1 });

/** The least share of changes of which server and rules say the same; of all 6207 it is 1. */
const AGREED = 0.995;

/** The folder of the definitions of public projects. */
const FOLDER = process.env.K8S_BLOCKS_CRDS ?? '';
if (skipped === undefined && FOLDER === '')
  console.log('K8S_BLOCKS_CRDS is not set: only definitions of our own are tried.');

const own = (file: string) => documentsOf(join(import.meta.dirname, 'custom-resources', file));
const isAsked = skipped === undefined && FOLDER !== '';
const definitions = [...own('definitions.yaml'), ...(isAsked ? definitionsBelow(FOLDER) : [])];
const known = new Definitions(definitions);
const resources = [...own('resources.yaml'), ...own('resources-of-projects.yaml')].filter(
  ({ apiVersion, kind }) => known.find(String(apiVersion), String(kind)) !== undefined,
);
const changes = resources.flatMap(customResourceChanges).filter((_, index) => index % STEP === 0);

function documentsOf(file: string): readonly Fields[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
    const object = document.toJS();
    return object === null ? [] : [fieldsOf(object)];
  });
}

/** The first definition of each kind: a folder may have several channels of one project. */
function definitionsBelow(folder: string): readonly Fields[] {
  if (!existsSync(folder)) throw new Error(`K8S_BLOCKS_CRDS is set, and there is no folder ${folder}.`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.ya?ml$/.test(path));
  const found = files.flatMap((path) => documentsOf(join(folder, path))).filter(isDefinition);
  return [...new Map(found.map((each) => [fieldsOf(each.metadata).name, each])).values()];
}

function manifestOf(value: unknown): Manifest {
  const { apiVersion, kind, metadata, ...fields } = fieldsOf(value);
  return { ...fields, apiVersion: String(apiVersion), kind: String(kind), metadata: fieldsOf(metadata) };
}

const findingsOf = (object: unknown) => judgeObject({ object, document: '' }, { definitions: known });
const errorsOf = (object: unknown) => findingsOf(object).filter(({ severity }) => severity === 'error');

/** A change, and what the server and the rules say of it. */
interface Verdict {
  readonly change: FieldChange;
  readonly answer: Answer;
  readonly errors: ReturnType<typeof errorsOf>;
}

const refused = ({ answer }: Verdict) => answer.status !== 201;
const agrees = (verdict: Verdict) => refused(verdict) === verdict.errors.length > 0;
const causesOf = ({ body }: Answer) => listOf(fieldsOf(fieldsOf(body).details).causes).map(fieldsOf);

describe.skipIf(skipped !== undefined)('what definitions say of custom resources', () => {
  let server: ControlPlane;
  let verdicts: readonly Verdict[] = [];
  const create = (object: unknown) => server.create(manifestOf(object), { dryRun: true });

  async function define(all: readonly unknown[]): Promise<void> {
    for (const each of all) {
      const { status, message } = await server.create(manifestOf(each));
      if (status !== 201) throw new Error(message);
    }
    await server.kubectl(['wait', 'crd', '--all', '--for=condition=Established', '--timeout=60s']);
  }

  beforeAll(async () => {
    server = await startControlPlane();
    await define([...definitions, definitionOfExpressions]);
    verdicts = await Promise.all(
      changes.map(async (change) => ({ change, answer: await create(change.object), errors: errorsOf(change.object) })),
    );
  }, START);
  afterAll(() => server?.stop(), START);

  it('is nothing against resources that the server takes', async () => {
    const answers = await Promise.all(resources.map(create));
    expect(answers.flatMap(({ message = [] }) => message)).toEqual([]);
    expect(resources.flatMap(findingsOf).filter(({ severity }) => severity !== 'warning')).toEqual([]);
  });

  it('refuses nothing that the server takes', () => {
    const alarms = verdicts.filter((verdict) => !refused(verdict) && verdict.errors.length > 0);
    expect(alarms.map(({ change }) => formatChange(change))).toEqual([]);
  });

  it('is what the server says of nearly all changes of fields', () => {
    const missed = verdicts.filter((verdict) => !agrees(verdict)).map(({ change }) => formatChange(change));
    expect(1 - missed.length / verdicts.length, missed.join('\n')).toBeGreaterThanOrEqual(AGREED);
  });

  it("has the type of one of the server's causes, at the fields that both name", () => {
    const others = verdicts.flatMap(({ change, answer, errors }) => {
      const ours = errors.filter(({ rule }) => rule.startsWith('custom-resource'));
      return Array.from(
        groupBy(ours, ({ field }) => [field]),
        ([field, those]) => ({ field, codes: those.map(({ code }) => code) }),
      ).flatMap(({ field, codes }) => {
        const reasons = causesOf(answer)
          .filter((cause) => cause.field === field)
          .map(({ reason }) => reason);
        // Of alternatives (anyOf) both say several things of one field.
        const isKnown = reasons.length === 0 || codes.some((code) => reasons.includes(code));
        return isKnown ? [] : [`${formatChange(change)}: ${codes}, not ${reasons}`];
      });
    });
    expect(others).toEqual([]);
  });

  it('is said of versions that are not served, or deprecated', async () => {
    const machine = (version: string) => ({
      apiVersion: `example.com/${version}`,
      kind: 'Machine',
      metadata: { name: 'one' },
    });
    await expect(create(machine('v1alpha1'))).rejects.toThrow('is not a kind that the API server serves');
    expect(findingsOf(machine('v1alpha1'))).toMatchObject([{ field: 'apiVersion', code: 'FieldValueNotSupported' }]);
    const answer = await create(machine('v1beta1'));
    expect(answer).toMatchObject({ status: 201, warnings: [expect.stringContaining('is deprecated')] });
    expect(findingsOf(machine('v1beta1'))).toMatchObject([
      { field: 'apiVersion', severity: 'warning', remedy: 'Write "example.com/v1".' },
    ]);
  });

  it('is said of names and metadata', async () => {
    const [resource] = resources;
    for (const metadata of [
      { name: 'One_1' },
      { name: 'one', bogus: 1 },
      { name: 'forbidden' },
      { name: 'a'.repeat(30) },
    ]) {
      const object = { ...resource, metadata };
      expect((await create(object)).status, JSON.stringify(metadata)).not.toBe(201);
      expect(errorsOf(object), JSON.stringify(metadata)).not.toEqual([]);
    }
  });

  it.each([
    ['a field that never changes', { parts: { a: 2 } }, ['spec.parts']],
    ['another field', { replicas: 2 }, []],
    [
      'an entry of a list that is told apart by its keys',
      { ports: [{ number: 80 }, udpPort('api')] },
      ['spec.ports[1].name'],
    ],
    ['the order of such a list', { ports: [udpPort('web'), { number: 80 }] }, []],
    ['an entry that is new', { ports: [{ number: 81, name: 'new' }] }, []],
    ['a set that loses an entry', { tags: ['a'] }, ['spec.tags']],
    ['a set that gets one, in another order', { tags: ['c', 'b', 'a'] }, []],
  ])('is said of changes: %s', async (_, spec, expected) => {
    const [machine = {}] = resources;
    const path = '/apis/example.com/v1/namespaces/default/machines';
    expect([201, 409]).toContain((await server.request('POST', path, machine)).status);
    const answer = await server.request('PATCH', `${path}/one?dryRun=All`, { spec });
    expect(causesOf(answer).map(({ field }) => field)).toEqual(expected);
    const after = { ...machine, spec: { ...fieldsOf(machine.spec), ...spec } };
    const parts = { ...fieldsOf(fieldsOf(machine.spec).parts), ...fieldsOf(fieldsOf(spec).parts) };
    const merged = { ...after, spec: { ...after.spec, parts } };
    expect(transitionViolations(known, machine, merged).map(({ field }) => field)).toEqual(expected);
  });

  it('is the same for every expression', async () => {
    const answer = await create(objectOfExpressions);
    const ofServer = new Map(
      causesOf(answer).map(({ message }) => {
        const [, index] = /#(\d+)#/.exec(String(message)) ?? [];
        return [Number(index), /evaluating rule|call arguments/.test(String(message)) ? 'no value' : false];
      }),
    );
    const expected = [...TRUE.map(() => true), ...FALSE.map(() => false), ...FAILING.map(() => 'no value')];
    expect(EXPRESSIONS.map((text, index) => [text, ofServer.get(index) ?? true])).toEqual(
      EXPRESSIONS.map((text, index) => [text, expected[index]]),
    );
  });
});

/** A port that has an entry in the resources. */
function udpPort(name: string) {
  return { number: 8080, protocol: 'UDP', name };
}

const EXPRESSIONS = [...TRUE, ...FALSE, ...FAILING];

/** A definition with all expressions as rules, whose messages have their numbers. */
const definitionOfExpressions = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'expressions.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Expressions', plural: 'expressions' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                ...SCHEMA,
                'x-kubernetes-validations': EXPRESSIONS.map((rule, index) => ({ rule, message: `#${index}#` })),
              },
            },
          },
        },
      },
    ],
  },
};

const objectOfExpressions = {
  apiVersion: 'example.com/v1',
  kind: 'Expressions',
  metadata: { name: 'a' },
  spec: OBJECT,
};
