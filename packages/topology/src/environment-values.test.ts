import { describe, expect, it } from 'vitest';
import { contract, stack } from './index.ts';

const shop = contract({ name: 'shop', ports: {} });
const parts = { services: [shop], connections: [] };

describe('the values of environments', () => {
  it('are read by every service, with the types that base gives them', () => {
    const map = stack({
      ...parts,
      environments: {
        base: { values: { region: 'eu-1', zones: 3, isPublic: false } },
        staging: { suffix: '-staging', values: { region: 'eu-2', zones: 1, isPublic: false } },
      },
    });
    const { region, zones, isPublic }: { region: string; zones: number; isPublic: boolean } = map.serviceIn(
      shop,
      'staging',
    ).values;
    expect([region, zones, isPublic]).toEqual(['eu-2', 1, false]);
    expect(map.environments.base.values.region).toBe('eu-1');
    // @ts-expect-error: there is no value of that name.
    expect(() => map.serviceIn(shop, 'base').values.country).toThrow(
      /^shop › base › .*test\.ts:\d+:\d+ › values\.country\n {2}The environment has no value "country"\.\n {2}There are "region"/,
    );
  });

  it('are none where base has none', () => {
    const map = stack({ ...parts, environments: { base: {}, staging: { suffix: '-staging' } } });
    expect(map.serviceIn(shop, 'staging').values).toEqual({});
    // @ts-expect-error: there are no values.
    expect(() => map.serviceIn(shop, 'staging').values.region).toThrow(
      'Give it in the definition of every environment.',
    );
  });

  it('do not compile, and are refused, where one is missing', () => {
    const base = { values: { region: 'eu-1', zones: 3 } };
    // @ts-expect-error: zones is missing.
    const short = () => stack({ ...parts, environments: { base, staging: { values: { region: 'eu-2' } } } });
    expect(short).toThrow(/^staging › values.zones\n {2}It is missing\.\n/);
    // @ts-expect-error: all are missing.
    const none = () => stack({ ...parts, environments: { base, staging: {} } });
    expect(none).toThrow(/staging › values.region\n.*staging › values.zones\n/s);
  });

  it('do not compile, and are refused, where one is misspelt', () => {
    const base = { values: { region: 'eu-1' } };
    // @ts-expect-error: it is called region.
    const misspelt = () => stack({ ...parts, environments: { base, staging: { values: { regoin: 'eu-2' } } } });
    expect(misspelt).toThrow(
      /^staging › values.regoin\n {2}The environment "base" has no value "regoin"\.\n {2}Did you mean "region"\?$/,
    );
  });

  it('do not compile, and are refused, where base has none of that name', () => {
    // @ts-expect-error: base has no values.
    const unknown = () => stack({ ...parts, environments: { base: {}, staging: { values: { region: 'eu-2' } } } });
    expect(unknown).toThrow(
      /^staging › values.region\n.*"base" has no value "region"\.\n.*Give it in base too, or remove it\.$/,
    );
  });

  it('do not compile, and are refused, where one has another type than in base', () => {
    const base = { values: { zones: 3 } };
    // @ts-expect-error: zones is a number in base.
    const other = () => stack({ ...parts, environments: { base, staging: { values: { zones: '1' } } } });
    expect(other).toThrow(/^staging › values.zones\n {2}It is a string, and in base a number\.\n {2}Give a number\.$/);
  });
});
