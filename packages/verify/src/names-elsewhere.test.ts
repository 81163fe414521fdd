import { describe, expect, it } from 'vitest';
import { nameFinder } from './names-elsewhere.ts';

const elsewhere = new Map([
  ['stg-shop', 'staging'],
  ['shop-two', 'second'],
]);
const find = nameFinder(elsewhere, ['shop', 'new-stg-shop']);

describe('the name of another environment', () => {
  it.each([
    ['alone', 'stg-shop', 'staging'],
    ['in an address', 'http://stg-shop.stg-bank.svc:80', 'staging'],
    ['as a part of a word with hyphens', 'stg-shop-secrets', 'staging'],
    ['after names of this environment', 'shop,new-stg-shop,stg-shop', 'staging'],
    ['at the end of a word with hyphens', 'my-shop-two', 'second'],
  ])('is found %s', (_, text, environment) => {
    expect(find(text)).toBe(environment);
  });

  it.each([
    ['in a longer word', 'stg-shopping'],
    ['in a name of this environment', 'http://new-stg-shop.shop.svc'],
    ['in two words', 'stg shop'],
  ])('is not found %s', (_, text) => {
    expect(find(text)).toBeUndefined();
  });

  it('is looked for in linear time', () => {
    const text = 'stg-'.repeat(500_000);
    expect(find(text)).toBeUndefined();
  });
});
