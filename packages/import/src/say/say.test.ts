import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Code, literal } from '../typescript/code.ts';
import { Names } from '../typescript/names.ts';
import { print } from '../typescript/print.ts';
import { say } from './say.ts';
import { Settings } from './settings.ts';

const ENVIRONMENTS = ['base', 'staging', 'live'] as const;

function said(values: readonly unknown[], derived: Parameters<typeof say>[2]['derived'] = []) {
  const settings = new Settings(new Names(['env']));
  const code = say(
    new Map(ENVIRONMENTS.map((name, index) => [name, values[index]])),
    { keys: [] },
    { settings, derived },
  );
  return { code, settings };
}

/** The value of code in an environment, with the settings that it has there: those of base where its row says nothing. */
function evaluated(code: Code, settings: Settings, environment: string): unknown {
  const names = settings.names();
  const body = `const table = ${print(settings.table(ENVIRONMENTS))};
    const { ${names.join(', ')} } = { ...table.base, ...table[env.name] };
    return (${print(code)});`;
  return Reflect.apply(new Function('env', body), undefined, [{ name: environment }]);
}

describe('a value that varies', () => {
  it('is said so that each environment has its own, whatever it is', () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('', 'a', 'b', 'web:1', 'web:2'),
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
        fc.array(fc.record({ name: fc.constantFrom('p', 'q', 'r'), value: tie('value') }), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('image', 'resources', 'type', 'env', 'name', 'k'), tie('value'), {
          maxKeys: 4,
          noNullPrototype: true,
        }),
      ),
    }));
    fc.assert(
      fc.property(fc.tuple(value, value, value), (values) => {
        const { code, settings } = said(values);
        for (const [index, name] of ENVIRONMENTS.entries()) {
          expect(evaluated(code, settings, name)).toEqual(values[index]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is a setting, named by its key', () => {
    const { code, settings } = said([{ LOG_LEVEL: 'info' }, { LOG_LEVEL: 'debug' }, { LOG_LEVEL: 'info' }]);
    expect(print(code)).toBe('{ LOG_LEVEL: logLevel }');
    expect(print(settings.table(ENVIRONMENTS))).toBe(
      "{ base: { logLevel: 'info' }, staging: { logLevel: 'debug' }, live: {} }",
    );
  });

  it('of an image is its tag', () => {
    const { code } = said(['1', '2', '2'].map((tag) => ({ image: `web:${tag}` })));
    expect(print(code)).toBe('{ image: `web:${imageTag}` }');
  });

  it('is derived where the map gives it', () => {
    const values = new Map(ENVIRONMENTS.map((name) => [name, `shop-${name}`]));
    const urls = ENVIRONMENTS.map((name) => ({ URL: `http://web.shop-${name}.svc:80/` }));
    const { code, settings } = said(urls, [{ code: 'env.namespace', values }]);
    expect(print(code)).toBe('{ URL: `http://web.${env.namespace}.svc:80/` }');
    expect(settings.names()).toEqual([]);
  });

  it('that is there sometimes depends on the environment', () => {
    expect(print(said([{ a: 1, b: 2 }, { a: 1 }, { a: 1, b: 2 }]).code)).toBe(
      "{ a: 1, ...(env.name !== 'staging' && { b: 2 }) }",
    );
  });

  it('is literal where it does not vary', () => {
    const same = { a: [1, 'x', { b: true }] };
    expect(said([same, same, same]).code).toEqual(literal(same));
  });
});
