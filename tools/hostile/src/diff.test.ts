import { compareBuilds, markdownReport, textReport } from '@k8s-blocks/diff';
import { describe, it } from 'vitest';
import { someOf } from './long.ts';
import { expectHarmless } from './printed.ts';
import { PLACES, samples, withTextAlone, withTextEverywhere } from './sample.ts';
import { secretsWith } from './secret.ts';
import { TEXTS } from './texts.ts';

describe('diff, of every kind and of Secrets with a text everywhere that harms', () => {
  it.each(Object.entries(TEXTS))('%s', (_, text) => {
    const hostile = [...samples.map((sample) => withTextEverywhere(sample, text)), ...secretsWith(text)];
    const other = [...samples, ...secretsWith('text')];
    const same = secretsWith(text).map((secret) => withTextEverywhere(secret, `${text}!`));
    expectHarmlessDifference(other, hostile);
    expectHarmlessDifference(hostile, other);
    expectHarmlessDifference(hostile, []);
    expectHarmlessDifference(same, hostile);
  });
});

describe('diff, of one text in one place', () => {
  it.each(Object.entries(TEXTS).map(([harmed, text], index) => ({ harmed, text, index })))(
    '$harmed',
    ({ text, index }) => {
      for (const { sample, place } of someOf(PLACES, 40, index * 31)) {
        const [other, hostile] = [withTextAlone(sample, place, 'text'), withTextAlone(sample, place, text)];
        expectHarmlessDifference([other], [hostile]);
        expectHarmlessDifference([hostile], [other]);
      }
    },
  );
});

function expectHarmlessDifference(before: readonly unknown[], after: readonly unknown[]): void {
  const differences = [{ environment: 'staging', ...compareBuilds(before, after) }];
  expectHarmless(textReport(differences), 'text');
  expectHarmless(markdownReport(differences), 'markdown');
}
