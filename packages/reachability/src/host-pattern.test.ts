import { describe, expect, it } from 'vitest';
import { matchesHost } from './host-pattern.ts';

describe('a pattern of hosts', () => {
  it.each([
    ['api.example.com', 'api.example.com', true],
    ['api.example.com', 'API.example.com.', true],
    ['api.example.com', 'web.example.com', false],
    ['example.com', 'api.example.com', false],
    ['*', 'api.example.com', true],
    ['*.example.com', 'api.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.api.example.com', false],
    ['api-*.example.com', 'api-1.example.com', true],
    ['api-*-*.example.com', 'api-1-2.example.com', true],
    ['a*a.example.com', 'a.example.com', false],
    ['**.example.com', 'a.api.example.com', true],
    ['**.example.com', 'example.com', false],
  ])('%s, of the host %s: %s', (pattern, host, expected) => {
    expect(matchesHost(pattern, host)).toBe(expected);
  });

  it('is compared in linear time, however many wildcards it has', () => {
    expect(matchesHost(`${'*a'.repeat(50_000)}b`, 'a'.repeat(60_000))).toBe(false);
  });
});
