import { compareBuilds, markdownReport, textReport } from '@k8s-blocks/diff';
import { describe, it } from 'vitest';
import { someOf } from './long.ts';
import { expectSafe } from './printed.ts';
import { POSITIONS, samples, withTextAlone, withTextEverywhere } from './sample.ts';
import { secretsWith } from './secret.ts';
import { TEXTS } from './texts.ts';

describe('diff, of every kind and of Secrets with a harmful text in every field', () => {
  it.each(Object.values(TEXTS).map((text, index) => [Object.keys(TEXTS)[index], text, index] as const))(
    '%s',
    (_, text, index) => {
      // Of each text some kinds, in turn, so that all are compared with some.
      const some = someOf(samples, 15, index);
      const hostile = [...some.map((sample) => withTextEverywhere(sample, text)), ...secretsWith(text)];
      const other = [...some, ...secretsWith('text')];
      const same = secretsWith(text).map((secret) => withTextEverywhere(secret, `${text}!`));
      expectSafeDifference(other, hostile);
      expectSafeDifference(hostile, other);
      expectSafeDifference(hostile, []);
      expectSafeDifference(same, hostile);
    },
  );
});

describe('diff, of one text in one field', () => {
  it.each(Object.entries(TEXTS).map(([harmed, text], index) => ({ harmed, text, index })))(
    '$harmed',
    ({ text, index }) => {
      for (const { sample, position } of someOf(POSITIONS, 15, index * 31)) {
        const [other, hostile] = [withTextAlone(sample, position, 'text'), withTextAlone(sample, position, text)];
        expectSafeDifference([other], [hostile]);
        expectSafeDifference([hostile], [other]);
      }
    },
  );
});

function expectSafeDifference(before: readonly unknown[], after: readonly unknown[]): void {
  const differences = [{ environment: 'staging', ...compareBuilds(before, after) }];
  expectSafe(textReport(differences), 'text');
  expectSafe(markdownReport(differences), 'markdown');
}
