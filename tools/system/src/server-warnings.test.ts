import { readFileSync } from 'node:fs';
import { judgeObject } from '@k8s-blocks/api-rules';
import {
  type Answer,
  type ControlPlane,
  type Manifest,
  startControlPlane,
  whySkipped,
} from '@k8s-blocks/control-plane';
import { fieldsOf } from '@k8s-blocks/manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

const text = readFileSync(new URL('./objects-with-warnings.yaml', import.meta.url), 'utf8');
const objects: readonly Manifest[] = parseAllDocuments(text).map((document) => {
  const { apiVersion, kind, metadata, ...fields } = fieldsOf(document.toJS());
  return { ...fields, apiVersion: String(apiVersion), kind: String(kind), metadata: fieldsOf(metadata) };
});
const titleOf = ({ kind, metadata }: Manifest) => `${kind} ${String(metadata?.name)}`;

/** Where the server writes a path otherwise than its fields are named, or leaves a step out. */
const ODD_PATHS: readonly (readonly [RegExp, string])[] = [
  [/^annotation "?([^" ]+)"? is .*/, 'metadata.annotations[$1]'],
  [/^unrecognized format "(.*)"$/, 'format $1'],
  [/^\S+ \w+ is deprecated in .*/, 'apiVersion'],
  [/^(\S+) is .*/, '$1'],
  [/: .*/, ''],
  [/^spec\.addressType/, 'addressType'],
  [/^(spec\.volumeClaimTemplates\[\d+\])\.resources/, '$1.spec.resources'],
  [/^nodeTopology\.matchLabels\.(.*)/, 'nodeTopology.matchLabels[$1]'],
  [/(IP|CIDR)s\[0\]$/, '$1'],
];

/** The field of a warning of the server. */
function fieldOfWarning(warning: string): string {
  return ODD_PATHS.reduce((field, [pattern, right]) => field.replace(pattern, right), warning).toLowerCase();
}

/** The field of a finding, as the server writes it. */
function fieldOfFinding({ field = '', problem }: { readonly field?: string; readonly problem: string }): string {
  if (field.endsWith('.format')) return `format ${/^"(.*?)"/.exec(problem)?.[1]}`.toLowerCase();
  const written = field.replace(/\["([^"]*)"\]/g, '[$1]').replace(/\.(memory|storage|ephemeral-storage)$/, '[$1]');
  return written
    .replace(/(IP|CIDR)s\[0\]$/, '$1')
    .replace(/^scheduling\.nodeSelector.*/, 'scheduling.nodeSelector')
    .toLowerCase();
}

/** The rules that find what a server takes with a warning; `server-side-apply` finds entries that are there twice. */
const RULES = ['deprecated-api', 'deprecated-fields', 'server-warnings'];
const findingsOf = (object: Manifest) => judgeObject({ object, document: '' }, { kubernetes: '1.35' });
const sorted = (fields: readonly string[]) => [...new Set(fields)].sort();

describe.skipIf(skipped !== undefined)('what the rules warn of is what a real API server warns of', () => {
  let server: ControlPlane;
  let answers: ReadonlyMap<Manifest, Answer>;
  beforeAll(async () => {
    server = await startControlPlane();
    const asked = objects.map(async (object) => [object, await server.create(object, { dryRun: true })] as const);
    answers = new Map(await Promise.all(asked));
  }, START);
  afterAll(() => server?.stop(), START);

  const warningsOf = (object: Manifest) => answers.get(object)?.warnings.map(fieldOfWarning) ?? [];

  it('in objects that it takes', () => {
    const refused = objects.filter((object) => answers.get(object)?.status !== 201);
    expect(refused.map((object) => `${titleOf(object)}: ${answers.get(object)?.message}`)).toEqual([]);
    const errors = objects.flatMap(findingsOf).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ object, field, problem }) => `${object} ${field}: ${problem}`)).toEqual([]);
  });

  it.each(objects.map((object) => [titleOf(object), object] as const))('at the fields of %s', (_, object) => {
    const findings = findingsOf(object);
    const ours = findings.filter(({ rule }) => RULES.includes(rule)).map(fieldOfFinding);
    const twice = findings.filter(({ rule }) => rule === 'server-side-apply').map(fieldOfFinding);
    const isSaidTwice = (field: string) => twice.some((entry) => field === entry || field.startsWith(`${entry}.`));
    expect(sorted(ours)).toEqual(
      sorted(warningsOf(object).filter((field) => !isSaidTwice(field) || ours.includes(field))),
    );
  });
});
