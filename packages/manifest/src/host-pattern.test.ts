import { expect, it } from 'vitest';
import { matchesHost } from './index.ts';

it.each([
  ['cache.example.com', 'cache.example.com', true],
  ['cache.example.com', 'other.example.com', false],
  ['*.example.com', 'cache.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', '.example.com', false],
  ['*.example.com', 'a.b.example.com', false],
  ['*.example.com', 'cache.example.org', false],
])('the host %s is %s: %s', (host, name, expected) => {
  expect(matchesHost(host, name)).toBe(expected);
});
