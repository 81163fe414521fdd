import { describe, expect, it } from 'vitest';
import { matchesHost } from './index.ts';

describe('a host', () => {
  it.each([
    ['cache.example.com', 'cache.example.com', true],
    ['cache.example.com', 'CACHE.example.com.', true],
    ['cache.example.com', 'other.example.com', false],
    ['example.com', 'cache.example.com', false],
    ['*.example.com', 'cache.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', '.example.com', false],
    ['*.example.com', 'a.b.example.com', false],
    ['*.example.com', 'cache.example.org', false],
  ])('%s is %s: %s', (host, name, expected) => {
    expect(matchesHost(host, name)).toBe(expected);
  });

  it.each([
    ['*', 'a.example.com', true],
    ['api-*.example.com', 'api-1.example.com', true],
    ['api-*-*.example.com', 'api-1-2.example.com', true],
    ['a*a.example.com', 'a.example.com', false],
    ['**.example.com', 'a.b.example.com', true],
    ['**.example.com', 'example.com', false],
  ])('of a pattern of Cilium, %s, is %s: %s', (host, name, expected) => {
    expect(matchesHost(host, name)).toBe(expected);
  });

  it('is compared in linear time, however many wildcards it has', () => {
    expect(matchesHost(`${'*a'.repeat(50_000)}b`, 'a'.repeat(60_000))).toBe(false);
  });
});
