import { describe, expect, it } from 'vitest';
import { misspeltFrom } from './misspelling.ts';

describe('a name is misspelt from another one', () => {
  it.each([
    ['setings', 'settings'],
    ['web-shpo', 'web-shop'],
    ['key', 'keys'],
    ['catalpg-tls', 'catalog-tls'],
    ['webapp', 'web-app'],
  ])('that differs in a letter: %s, %s', (name, known) => {
    expect(misspeltFrom(name, ['other', known])).toBe(known);
  });

  it.each([
    ['db-1', 'db-2'],
    ['db', 'db2'],
    ['repo-server-tls', 'dex-server-tls'],
    ['mail', 'main'],
    ['a', 'b'],
    ['web-tls', 'web'],
    ['same', 'same'],
  ])('and not where both may be meant: %s, %s', (name, known) => {
    expect(misspeltFrom(name, [known])).toBeUndefined();
  });
});
