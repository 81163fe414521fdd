import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJsonPointer, formatPath, isWithinPath, parsePath, valueAt } from './index.ts';

const key = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('a', '0', 'a.b', '[0]', '"', '["a"]', '__proto__', ''),
);
const path = fc.array(fc.oneof(key, fc.nat({ max: 9 })), { maxLength: 4 });

describe('the text of a field path', () => {
  it.each([
    [[], ''],
    [['spec', 'containers', 0, 'name'], 'spec.containers[0].name'],
    [['metadata', 'annotations', 'a.b/c'], 'metadata.annotations["a.b/c"]'],
    [['data', 'server.conf'], 'data["server.conf"]'],
    [['data', ''], 'data[""]'],
    [[2, 'kind'], '[2].kind'],
    [['a/b', 'c'], '["a/b"].c'],
  ] as const)('of %j is %s', (steps, text) => {
    expect(formatPath(steps)).toBe(text);
  });

  it('is read back as the path that it was, whatever the keys are', () => {
    fc.assert(
      fc.property(path, (steps) => {
        expect(parsePath(formatPath(steps))).toEqual(steps);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['a..b', 'a[', 'a[b]', 'a["b]', 'a b', '.a'])('is not %s', (text) => {
    expect(parsePath(text)).toBeUndefined();
  });

  it('has the beginning of a key that is longer than any name', () => {
    expect(formatPath(['data', 'x'.repeat(1000)])).toBe(`data["${'x'.repeat(317)}… (1000 characters)"]`);
  });
});

describe('a field', () => {
  it.each([
    ['spec', 'spec', true],
    ['spec.ports[0]', 'spec', true],
    ['spec.ports[0].name', 'spec.ports[0]', true],
    ['metadata.labels[app]', 'metadata.labels', true],
    ['spec', 'spec.ports', false],
    ['specification', 'spec', false],
    ['spec.ports[10]', 'spec.ports[1', false],
    ['spec.ports[10]', 'spec.ports[1]', false],
  ])('%s is in %s: %s', (path, outer, expected) => {
    expect(isWithinPath(path, outer)).toBe(expected);
  });
});

describe('a JSON pointer', () => {
  it('escapes what separates its steps', () => {
    expect(formatJsonPointer(['metadata', 'annotations', 'a/b~c'])).toBe('/metadata/annotations/a~1b~0c');
    expect(formatJsonPointer(['spec', 'ports', 0])).toBe('/spec/ports/0');
    expect(formatJsonPointer([])).toBe('');
  });
});

describe('the value at a path', () => {
  const object = { spec: { ports: [{ name: 'http' }] }, data: JSON.parse('{"__proto__":"own"}') };

  it('is found through maps and lists', () => {
    expect(valueAt(object, ['spec', 'ports', 0, 'name'])).toBe('http');
    expect(valueAt(object, [])).toBe(object);
    expect(valueAt(object, ['data', '__proto__'])).toBe('own');
  });

  it.each([
    [['spec', 'ports', 1]],
    [['spec', 'ports', 'length']],
    [['spec', 'ports', '0']],
    [['spec', 0]],
    [['spec', 'toString']],
    [['spec', 'ports', 0, 'name', 'length']],
  ])('is absent at %j', (steps) => {
    expect(valueAt(object, steps)).toBeUndefined();
  });
});
