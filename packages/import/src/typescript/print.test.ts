import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal, raw } from './code.ts';
import { print } from './print.ts';

/** The value of code, as JavaScript reads it. */
function evaluated(text: string): unknown {
  return Reflect.apply(new Function(`return (${text});`), undefined, []);
}

describe('code', () => {
  it('of data means that data, whatever it is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('${a}', '`', "'", '\\', 'true', 'a\n\t$`{b}\r\n', '__proto__'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (data) => {
        const plain: unknown = JSON.parse(JSON.stringify(data));
        expect(evaluated(print(literal(plain)))).toEqual(plain);
      }),
    );
  });

  it('is in one line where it fits, and has an entry a line elsewhere', () => {
    expect(print(literal({ name: 'web', ports: [80, 443] }))).toBe("{ name: 'web', ports: [80, 443] }");
    const long = 'x'.repeat(60);
    expect(print(literal({ one: long, 'example.com/two': long }))).toBe(
      `{\n  one: '${long}',\n  'example.com/two': '${long}',\n}`,
    );
  });

  it('of a call begins its last argument in the line of the call', () => {
    const long = 'x'.repeat(110);
    expect(print({ call: 'service', args: [raw('env'), literal({ name: long })] })).toBe(
      `service(env, {\n  name: '${long}',\n})`,
    );
  });

  it('of a type that data satisfies says it after the data', () => {
    const typed = literal({ kind: 'Pod' });
    expect(print({ typed, type: 'IPod' })).toBe("{ kind: 'Pod' } satisfies IPod");
    expect(print({ typed, type: 'I'.repeat(120) })).toBe(`{\n  kind: 'Pod',\n} satisfies ${'I'.repeat(120)}`);
  });

  it('of what is there sometimes says when', () => {
    const entries = [{ spread: literal({ a: 1 }), when: "env.name === 'live'" }];
    expect(print({ entries })).toBe("{ ...(env.name === 'live' && { a: 1 }) }");
    expect(print({ list: [{ spread: literal([1]), when: "env.name === 'live'" }] })).toBe(
      "[...(env.name === 'live' ? [1] : [])]",
    );
  });
});
