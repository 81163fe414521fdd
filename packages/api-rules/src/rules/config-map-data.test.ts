import { describe, expect, it } from 'vitest';
import { core, violatingFields } from '../testing.ts';

describe('the data of a ConfigMap', () => {
  it('have keys of their form', () => {
    expect(
      violatingFields('config-map-data', core('ConfigMap', { data: { 'a b': '', '..': '', 'key.name': '' } })),
    ).toEqual(['data["a b"]', 'data[".."]']);
  });

  it('stand in data or in binaryData', () => {
    expect(violatingFields('config-map-data', core('ConfigMap', { data: { a: '' }, binaryData: { a: '' } }))).toEqual([
      'data.a',
    ]);
  });

  it('fill at most 1 MiB, text and bytes together', () => {
    expect(
      violatingFields(
        'config-map-data',
        core('ConfigMap', { data: { a: 'x'.repeat(1048575) }, binaryData: { b: 'YWI=' } }),
      ),
    ).toEqual(['data']);
  });

  it('may fill it', () => {
    expect(violatingFields('config-map-data', core('ConfigMap', { data: { a: 'x'.repeat(1048576) } }))).toEqual([]);
  });
});
