import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Format, report } from '@k8s-blocks/findings';
import { contract, stack } from '@k8s-blocks/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeStack } from './judge-stack.ts';
import { run } from './run.ts';

/** What is secret: nothing of it may be read in what is printed. */
const CANARY = 'Zx9kQ7vWpL2mT4rB';
const NUMBER = 918273645546372;
const FORMATS: readonly Format[] = ['text', 'json', 'sarif', 'github'];

/** Pieces of eight characters of what is secret, as it is and in base64, wherever in a text it begins. */
const pieces = new Set(
  [CANARY, String(NUMBER), ...['', 'a', 'ab'].map((before) => btoa(before + CANARY).slice(4, -4))].flatMap((text) =>
    Array.from({ length: text.length - 7 }, (_, start) => text.slice(start, start + 8)),
  ),
);

function leaksIn(printed: string): string[] {
  return printed.split('\n').filter((line) => [...pieces].some((piece) => line.includes(piece)));
}

type Fields = Record<string, unknown>;

/** Values that are not valid, or look like something else, in any field. */
const VALUES: readonly unknown[] = [
  CANARY,
  `${CANARY}\n`,
  btoa(CANARY),
  `CHANGE_ME_${CANARY}`,
  btoa(`REPLACE_WITH_${CANARY}`),
  `${CANARY} of staging`,
  `postgres://user:${CANARY}@ledger.bank-staging.svc:5432`,
  `apiVersion: v1\nkind: Secret\nstringData: { token: ${CANARY} }\n`,
  JSON.stringify({ kind: 'Secret', stringData: { token: CANARY } }),
  NUMBER,
  -NUMBER,
  NUMBER + 0.5,
  [CANARY],
  [NUMBER, null, [CANARY]],
  { token: CANARY },
  { kind: CANARY, name: { token: NUMBER } },
];

/** The fields whose single values `redactSecret` shows; lists and maps in them are hidden all the same. */
const SHOWN = ['apiVersion', 'type', 'immutable', 'metadata.name', 'metadata.namespace', 'metadata.labels.app'];

const HIDDEN = [
  ...['data', 'data.token', 'data[".dockerconfigjson"]', 'stringData', 'stringData.token', 'stringdata', 'spec'],
  ...['metadata', 'metadata.labels', 'metadata.annotations', 'metadata.annotations.copy', 'metadata.finalizers'],
  ...['metadata.finalizers.0', 'metadata.ownerReferences', 'metadata.ownerReferences.0', 'metadata.uid'],
  ...['metadata.ownerReferences.0.apiVersion', 'metadata.ownerReferences.0.kind', 'metadata.ownerReferences.0.uid'],
  ...['metadata.managedFields', 'metadata.managedFields.0', 'metadata.managedFields.0.time', 'metadata.selfLink'],
  ...['metadata.generation', 'metadata.creationTimestamp', 'metadata.deletionGracePeriodSeconds', 'metadata.token'],
  'metadata.annotations.k8s-blocks/waive-secret-in-production',
];

/** A Secret with a value at a field. */
function secretWith(field: string, value: unknown): Fields {
  const secret: Fields = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys', namespace: 'shop' } };
  const steps = field.replace('[".dockerconfigjson"]', '..dockerconfigjson').split(/(?<!\.)\.|(?<=\.)(?=\.)/);
  if (field.includes('.dockerconfigjson')) steps.splice(1, steps.length, '.dockerconfigjson');
  if (field.includes('waive')) steps.splice(2, steps.length, 'k8s-blocks/waive-secret-in-production');
  const last = steps.pop() ?? '';
  let parent: Fields = secret;
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1] ?? last;
    const inner = (parent[step] ?? (next === '0' ? [] : {})) as Fields;
    parent[step] = inner;
    parent = inner;
  }
  parent[last] = value;
  if (field.includes('.dockerconfigjson')) secret.type = 'kubernetes.io/dockerconfigjson';
  return secret;
}

const isSingle = (value: unknown) => typeof value !== 'object';
const isFields = (value: unknown) => !isSingle(value) && !Array.isArray(value);
const secrets: readonly Fields[] = [
  ...HIDDEN.flatMap((field) => VALUES.map((value) => secretWith(field, value))),
  ...SHOWN.flatMap((field) => VALUES.filter((value) => !isSingle(value)).map((value) => secretWith(field, value))),
];

const some = secrets.filter((_, index) => index % 3 === 0);

/** The Secrets, and some of them as others may write them. */
const objects: readonly unknown[] = [
  ...secrets,
  { apiVersion: 'v1', kind: 'List', items: some },
  { apiVersion: 'v1', kind: 'SecretList', items: some.map(({ kind: _, ...secret }) => secret) },
  ...some.map((secret) => ({ ...secret, kind: 'secret' })),
  ...some.map((secret) => ({ ...secret, apiVersion: 'example.org/v1' })),
  ...some.map((secret) => ({ ...secret, kind: 'Sceret', stringData: { token: CANARY } })),
  ...some.flatMap((secret) => [
    { apiVersion: 'example.org/v1', kind: 'Sealed', metadata: { name: 'keys', annotations: secret }, spec: { secret } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'keys' }, data: { secret } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'copy' },
      data: { 'a.yaml': `# a\n${JSON.stringify(secret)}` },
    },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: [secret], spec: { template: secret } },
  ]),
];

/** Text that YAML, or kubectl, does not read, with what is secret where the fault is. */
const BROKEN: readonly string[] = [
  `*${CANARY}`,
  `&${CANARY} [*${CANARY}]`,
  `!${CANARY}`,
  `!${CANARY}%zz x`,
  `!<${CANARY}`,
  `!<${CANARY}> x`,
  `!!binary ${CANARY}%`,
  `!!int ${CANARY}`,
  `!!float "${CANARY}"`,
  `!!${CANARY} x`,
  `@${CANARY}`,
  `\`${CANARY}`,
  `%${CANARY}`,
  `,${CANARY}`,
  `]${CANARY}`,
  `"${CANARY}`,
  `'${CANARY}`,
  `"\\U${CANARY}"`,
  `"\\q${CANARY}"`,
  `"a" ${CANARY}`,
  `|${CANARY}`,
  `>-9${CANARY}`,
  `[${CANARY}`,
  `{ a: ${CANARY}`,
  `{ "a"${CANARY} }`,
  `${CANARY}: ${CANARY}`,
  `[a] ${CANARY}`,
  `- ${CANARY}`,
  `\n\t${CANARY}: a`,
  `\n  a: 1\n ${CANARY}: 2`,
  `\n  a: b\n  ${CANARY}`,
  `\n  <<: ${CANARY}`,
  `\n  ? [${CANARY}]\n  : a`,
  `${CANARY}\u0001`,
  `${CANARY}\n---${CANARY}`,
  `${CANARY}\n...\n${CANARY}`,
];

describe('verify quotes nothing of a Secret', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'verify-secrets-'));
    const head = 'apiVersion: v1\nkind: Secret\nmetadata: { name: keys, namespace: shop }\nstringData:';
    const texts = BROKEN.flatMap((text) => [`${head} ${text}\n`, `${head}\n  token: ${text}\n`, `${text}\n`]);
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, `broken-${index}.yaml`), text);
    writeFileSync(join(folder, 'objects.yaml'), objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    writeFileSync(
      join(folder, 'values.yaml'),
      VALUES.filter((value) => !isFields(value))
        .map((value) => JSON.stringify(value))
        .join('\n---\n'),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([...FORMATS.map((format) => ['--format', format]), ['--verbose']])(
    'of files, with %s %s',
    async (...options) => {
      const printed: string[] = [];
      const output = { print: (text: string) => printed.push(text), printError: (text: string) => printed.push(text) };
      expect(await run(['verify', folder, ...options], output)).toBe(1);
      expect(printed.join('\n').length).toBeGreaterThan(options.includes('text') ? 30_000 : 100_000);
      expect(leaksIn(printed.join('\n'))).toEqual([]);
    },
  );

  it.each(FORMATS)('of what was built of a map, in production, beside another environment, as %s', (format) => {
    const shop = contract({ name: 'shop', ports: {}, secrets: { TOKEN: 'REPLACE_WITH_TOKEN' } });
    const environments = {
      base: {},
      staging: { suffix: '-staging' },
      production: { production: true, secretsProvided: true },
    };
    const map = stack({ services: [shop], environments, connections: [] });
    const build = [{ service: 'shop', file: 'k8s/shop', objects }];
    const judged = judgeStack(map, { staging: build, production: build });
    const rules = new Set(judged.findings.map(({ rule }) => rule));
    expect([...rules]).toEqual(
      expect.arrayContaining(['fields', 'other-environment', 'placeholder-value', 'finalizers']),
    );
    expect(judged.waived.map(({ finding }) => finding.rule)).toContain('secret-in-production');
    expect(leaksIn(report(judged, format))).toEqual([]);
  });
});
