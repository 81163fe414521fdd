import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf, mergeSettings, type Setting, settingAt, withSetting } from './settings.ts';

const { settings } = fc.letrec<{ settings: Setting; group: { readonly [key: string]: Setting } }>((tie) => ({
  settings: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
    tie('group'),
  ),
  group: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('settings'), { maxKeys: 3, noNullPrototype: true }),
}));
const groups = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), settings, { maxKeys: 4, noNullPrototype: true });

describe('the settings of an environment', () => {
  it('are base’s where it gives nothing', () => {
    fc.assert(
      fc.property(groups, (base) => {
        expect(mergeSettings(base, {})).toEqual(base);
        expect(mergeSettings(base, undefined)).toEqual(base);
      }),
    );
  });

  it('are its own wherever it gives something', () => {
    fc.assert(
      fc.property(groups, groups, (base, own) => {
        const merged = mergeSettings(base, own);
        for (const { path, value } of leavesOf(own)) expect(settingAt(merged, path)).toBe(value);
      }),
    );
  });

  it('are base’s at every key that it does not give', () => {
    fc.assert(
      fc.property(groups, groups, (base, own) => {
        const merged = mergeSettings(base, own) as Record<string, Setting>;
        expect(Object.keys(merged).sort()).toEqual([...new Set([...Object.keys(base), ...Object.keys(own)])].sort());
        for (const key of Object.keys(base)) if (!(key in own)) expect(merged[key]).toEqual(base[key]);
      }),
    );
  });

  it('do not change when they are merged once more, nor change base', () => {
    fc.assert(
      fc.property(groups, groups, (base, own) => {
        const before = structuredClone(base);
        const merged = mergeSettings(base, own);
        expect(mergeSettings(merged, own)).toEqual(merged);
        expect(base).toEqual(before);
      }),
    );
  });

  it('merge maps key by key, and take lists whole', () => {
    const base = { limits: { cpu: '1', memory: '1Gi' }, hosts: ['a', 'b'], debug: true };
    expect(mergeSettings(base, { limits: { cpu: '2' }, hosts: ['c'], debug: false })).toEqual({
      limits: { cpu: '2', memory: '1Gi' },
      hosts: ['c'],
      debug: false,
    });
  });
});

describe('one setting', () => {
  it('can be read and replaced at the end of its way, which leaves all others', () => {
    fc.assert(
      fc.property(groups, (all) => {
        for (const { path, value } of leavesOf(all)) {
          expect(settingAt(all, path)).toBe(value);
          const changed = withSetting(all, path, 'another');
          expect(settingAt(changed, path)).toBe('another');
          expect(withSetting(changed, path, value)).toEqual(all);
        }
      }),
    );
  });

  it('is undefined at a path that does not exist', () => {
    expect(settingAt({ a: { b: 1 } }, ['a', 'c', 'd'])).toBeUndefined();
    expect(settingAt({ a: 'text' }, ['a', 'length'])).toBeUndefined();
  });
});
