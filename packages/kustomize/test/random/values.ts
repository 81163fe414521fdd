import fc from 'fast-check';

/** Text that some reader of YAML takes for something else, and text at random. */
export const text = fc
  .oneof(
    fc.constantFrom('y', 'n', 'Yes', 'off', 'true', 'null', '~', '', ' ', '0123', '0o14', '0x1F', '1e3', '.5', '1_000'),
    fc.constantFrom('1:30', '+1', '2001-01-01', '<<', '=', '-', '- a', 'a: b', 'a #b', '#', '{a}', '[a]', '*a', '&a'),
    fc.constantFrom('!a', '%a', '@a', '`a`', '|', '>', '"', "'", "it's", '\\', '---', '...', '.inf', 'NaN', '$(VAR)'),
    fc.constantFrom('two\nlines', 'ends\n', '\nbegins', 'spaces \nat ends ', ' indented\n  more', 'cr\r\nlf', 'a\r'),
    fc.constantFrom(
      'a long line of words, '.repeat(12),
      'x'.repeat(300),
      `${'a long line '.repeat(12)}\nand another\n`,
    ),
    fc.constantFrom('a\tb', 'a\n\tb', ' \ta\n', '\ufeff', '\u00a0', '\u0007', 'ünïcödé', '😀'),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...' \n\t#:-\'"abc'), maxLength: 12 }),
  )
  // Such text is refused, since Kustomize 5 cannot write it.
  .filter((each) => !/[\u007f-\u009f\u2028\u2029\ufffe\uffff]|^\n*\t/u.test(each));

/** A name of a part of an object: of a container, a port, a key. */
export const word = fc.constantFrom('a', 'b', 'c', 'n', 'y', 'd-1', 'no');
export const key = fc.constantFrom('A', 'B.c', 'n', 'y', '1', '0123', 'constructor', 'E-f');
/** Keys of annotations: those that read as numbers are refused. */
export const annotationKey = fc.constantFrom('A', 'B.c', 'n', 'y', 'constructor', 'E-f');
export const port = fc.constantFrom(53, 80, 3100, 8080);
export const protocol = fc.constantFrom('TCP', 'UDP');
export const count = fc.nat(5);
export const host = fc.constantFrom('shop.example', '*.example', 'no');

export const mapOf = <T>(value: fc.Arbitrary<T>, keys: fc.Arbitrary<string> = key) =>
  fc.dictionary(keys, value, { maxKeys: 5, noNullPrototype: true });
export const labels = mapOf(fc.constantFrom('x', 'y', '1', ''));
export const annotations = mapOf(text, annotationKey);
export const quantities = fc.dictionary(fc.constantFrom('cpu', 'memory'), fc.constantFrom('1', '500m', '1Gi'), {
  noNullPrototype: true,
});
/** Numbers that are written with an exponent, or do not fit into 32 bits. */
export const number = fc.oneof(
  fc.nat(9),
  fc.constantFrom(65_536, 1_000_000, 2_147_483_647, 1_234_567_890_123, -1, 0.1, 1.5, 1e21, 1e-7, 123_456_789.25),
);
export const numberOrText = fc.oneof(
  text,
  fc.integer(),
  number,
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
  fc.boolean(),
);

const DIGEST = `sha256:${'0a'.repeat(32)}`;
/** Two of the names match each other as patterns. */
export const image = fc
  .tuple(
    fc.constantFrom('web', 'registry:5000/team/db', 'img', 'registry.example/a', 'registryXexample/a'),
    fc.constantFrom(':1', ':1', ':2', ':2', ':1e3', '', `@${DIGEST}`, `:1@${DIGEST}`),
  )
  .map((parts) => parts.join(''));

/** A value that mostly is the same one. */
export const fixedOr = <T>(other: fc.Arbitrary<T>, value: unknown) =>
  fc.oneof({ arbitrary: fc.constant(value), weight: 2 }, { arbitrary: other, weight: 1 });
