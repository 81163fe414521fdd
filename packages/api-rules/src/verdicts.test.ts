import { readFileSync } from 'node:fs';
import type { KubernetesVersion } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { judgeObject } from './index.ts';

interface Verdict {
  readonly kind: string;
  readonly what: string;
  readonly code: number;
  readonly code135: number;
  readonly message: string;
  readonly manifest: unknown;
}

const file = new URL('../test-data/apiserver-verdicts.json', import.meta.url);
const { cases }: { readonly cases: readonly Verdict[] } = JSON.parse(readFileSync(file, 'utf8'));
// The manifests that are too large to be kept are made in the tests of the rules for data.
const kept = cases.filter(({ manifest }) => manifest !== null);
/** A recorded answer of a server of one version. */
interface Answer extends Verdict {
  readonly kubernetes: KubernetesVersion;
  readonly answered: number;
}

const answers: readonly Answer[] = kept.flatMap((verdict) => [
  { ...verdict, kubernetes: '1.35', answered: verdict.code135 },
  { ...verdict, kubernetes: '1.36', answered: verdict.code },
]);
const refused = answers.filter(({ answered }) => answered >= 400);
const accepted = answers.filter((answer) => !refused.includes(answer));
/** The messages are those of 1.36. */
const explained = refused.filter(({ kubernetes }) => kubernetes === '1.36');

const errorsOf = ({ manifest: object, kubernetes }: Answer) =>
  judgeObject({ object, document: '' }, { kubernetes }).filter(({ severity }) => severity === 'error');

/** A path in a message of the server, or in ours, without indexes and keys. */
const plain = (path: string) =>
  path
    .replace(/\[[^\]]*\]?/g, '')
    .toLowerCase()
    .replace('stringdata', 'data');
const pathsIn = (message: string) => (message.match(/\b(metadata|spec|data|stringData)\b[^\s:,]*/g) ?? []).map(plain);

/** The words of a message for the types of causes, as `field.ErrorType.String()` of apimachinery writes them. */
const CODES: Readonly<Record<string, string>> = {
  'Duplicate value': 'FieldValueDuplicate',
  Forbidden: 'FieldValueForbidden',
  'Invalid value': 'FieldValueInvalid',
  'Not found': 'FieldValueNotFound',
  'Required value': 'FieldValueRequired',
  'Too long': 'FieldValueTooLong',
  'Too many': 'FieldValueTooMany',
  'Unsupported value': 'FieldValueNotSupported',
};
const CAUSE = new RegExp(`: (${Object.keys(CODES).join('|')})`);

/** The first cause that a message gives: `spec.ports[0].name: Duplicate value: "a"`. */
function causeIn(message: string): { readonly path: string; readonly code: string } {
  const [before = '', words = ''] = message.split(CAUSE);
  return { path: pathsIn(before).at(-1) ?? '', code: CODES[words] ?? '' };
}

describe('what real API servers answered', () => {
  it.each(refused)('$kind: $what: refused by $kubernetes', (verdict) => {
    const errors = errorsOf(verdict);
    expect(errors.length).toBeGreaterThan(0);
    for (const { problem, remedy, object } of errors) {
      expect(object).toContain(verdict.kind);
      expect([problem, remedy].every((sentence) => /[.?]$/.test(sentence ?? ''))).toBe(true);
    }
  });

  it.each(accepted)('$kind: $what: accepted by $kubernetes', (verdict) => {
    expect(errorsOf(verdict)).toEqual([]);
  });

  it.each(explained.filter(({ code }) => code === 422))(
    '$kind: $what: for a field that the server names',
    (verdict) => {
      const named = pathsIn(verdict.message);
      const ours = errorsOf(verdict).map(({ field = '' }) => plain(field));
      const agree = (path: string) => named.some((other) => path.startsWith(other) || other.startsWith(path));
      expect(ours.some(agree)).toBe(true);
    },
  );

  it.each(explained.filter(({ code }) => code === 422))(
    "$kind: $what: with the type of the server's cause",
    (verdict) => {
      const { path, code } = causeIn(verdict.message);
      const ours = errorsOf(verdict).map(({ field = '', ...finding }) => ({ path: plain(field), code: finding.code }));
      const there = ours.filter((each) => path.startsWith(each.path) || each.path.startsWith(path));
      expect(there.map((finding) => finding.code)).toContain(code);
    },
  );

  it.each(explained.filter(({ code }) => code === 400))('$kind: $what: for what cannot be decoded', (verdict) => {
    const code = verdict.message.includes('unknown field')
      ? 'UnknownField'
      : verdict.message.includes('cannot unmarshal')
        ? 'FieldValueTypeInvalid'
        : 'FieldValueNotSupported';
    expect(errorsOf(verdict).map((finding) => finding.code)).toContain(code);
  });
});
