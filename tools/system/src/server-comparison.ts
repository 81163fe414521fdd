/** What a real API server and the rules say of the same objects. */
import { readdirSync, readFileSync } from 'node:fs';
import { judgeObject } from '@k8s-blocks/api-rules';
import type { Answer, ControlPlane, Manifest } from '@k8s-blocks/control-plane';
import type { Finding } from '@k8s-blocks/findings';
import { type Fields, fieldsOf } from '@k8s-blocks/manifest';
import { parseAllDocuments } from 'yaml';
import type { FieldChange } from './field-changes.ts';

const FOLDER = new URL('./objects-of-kinds/', import.meta.url);

/** Right objects of every kind that a server takes, by their API groups. */
export function objectsOfKinds(): readonly Fields[] {
  return readdirSync(FOLDER).flatMap((file) => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    return parseAllDocuments(text).map((document) => fieldsOf(document.toJS()));
  });
}

/** A change, and what the server and the rules say of it. */
export interface Verdict {
  readonly change: FieldChange;
  readonly answer: Answer;
  /** The errors of the rules. */
  readonly errors: readonly Finding[];
}

/** Whether the server refuses what was changed. */
export function refuses({ answer }: Verdict): boolean {
  return answer.status !== 201;
}

/** Whether the rules refuse what the server refuses, and nothing else. */
export function agrees(verdict: Verdict): boolean {
  return refuses(verdict) === verdict.errors.length > 0;
}

/** The verdicts on changes, a few at a time. */
export async function verdictsOf(server: ControlPlane, changes: readonly FieldChange[]): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let start = 0; start < changes.length; start += AT_ONCE) {
    const some = changes.slice(start, start + AT_ONCE).map((change) => verdictOf(server, change));
    verdicts.push(...(await Promise.all(some)).flat());
  }
  return verdicts;
}

const AT_ONCE = 20;

/** None where the server itself fails: it panics, and hangs up, at a Job without `completions` and with a success policy. */
async function verdictOf(server: ControlPlane, change: FieldChange): Promise<readonly Verdict[]> {
  const answer = await askServer(server, change.object).catch(() => undefined);
  return answer === undefined ? [] : [{ change, answer, errors: errorsOf(change.object) }];
}

/** The answer of the server to an object, of which nothing is kept. */
export function askServer(server: ControlPlane, object: Fields): Promise<Answer> {
  return server.create(manifestOf(object), { dryRun: true });
}

/** The errors of the rules in an object, for the version of Kubernetes that the server has. */
export function errorsOf(object: Fields): readonly Finding[] {
  return judgeObject({ object, document: '' }, { kubernetes: '1.35' }).filter(({ severity }) => severity === 'error');
}

function manifestOf({ apiVersion, kind, metadata, ...fields }: Fields): Manifest {
  return { ...fields, apiVersion: String(apiVersion), kind: String(kind), metadata: fieldsOf(metadata) };
}
