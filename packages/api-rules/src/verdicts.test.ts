import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge } from './testing.ts';

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
const refused = kept.filter(({ code, code135 }) => code >= 400 || code135 >= 400);
const accepted = kept.filter((verdict) => !refused.includes(verdict));

const errorsOf = ({ manifest }: Verdict) => judge(manifest).filter(({ severity }) => severity === 'error');

/** The paths in a message of the server, and in ours, without indexes and keys. */
const plain = (path: string) => path.replace(/\[[^\]]*\]?/g, '').toLowerCase();
const pathsIn = (message: string) => (message.match(/\b(metadata|spec|data|stringData)\b[^\s:,]*/g) ?? []).map(plain);

describe('what real API servers answered', () => {
  it.each(refused)('$kind: $what: refused', (verdict) => {
    const errors = errorsOf(verdict);
    expect(errors.length).toBeGreaterThan(0);
    for (const { problem, remedy, object } of errors) {
      expect(object).toContain(verdict.kind);
      expect([problem, remedy].every((sentence) => /[.?]$/.test(sentence ?? ''))).toBe(true);
    }
  });

  it.each(accepted)('$kind: $what: accepted', (verdict) => {
    expect(errorsOf(verdict)).toEqual([]);
  });

  it.each(refused.filter(({ code }) => code === 422))('$kind: $what: for a field that the server names', (verdict) => {
    const named = pathsIn(verdict.message);
    const ours = errorsOf(verdict).map(({ field = '' }) => plain(field).replace('stringdata', 'data'));
    const agree = (path: string) => named.some((other) => path.startsWith(other) || other.startsWith(path));
    expect(ours.some(agree)).toBe(true);
  });
});
