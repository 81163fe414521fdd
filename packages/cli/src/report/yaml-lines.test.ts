import { type FieldPath, formatPath, isCollection } from '@k8s-blocks/manifest';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { lineOfField, textOfField } from './yaml-lines.ts';

const TEXT = `# What it is for.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: 'web'
spec:
  ingress:
    # From orders.
    - from:
        - podSelector: {}
      ports:
        - port: 8080

    - ports:
        - port: 9000
  egress:
  - to: []
  - ports:
    - port: 53
status: {}
`;

function block(text: string) {
  const lines = text.split('\n');
  return { lines, start: 0, end: lines.length, indent: 0 };
}

describe('the line of a field', () => {
  it.each([
    ['kind', 3],
    ['metadata.name', 5],
    ['spec.ingress', 7],
    ['spec.ingress[0]', 9],
    ['spec.ingress[0].from[0].podSelector', 10],
    ['spec.ingress[1].ports[0].port', 15],
    ['spec.egress[0]', 17],
    ['spec.egress[1].ports[0].port', 19],
    ['spec.egress[2]', undefined],
    ['spec.absent', undefined],
    ['name', undefined],
    ['status', 20],
  ])('%s is %s', (field, line) => {
    expect(lineOfField(block(TEXT), field)).toBe(line);
  });

  it('has its text, without quotes', () => {
    expect(textOfField(block(TEXT), 'metadata.name')).toBe('web');
    expect(textOfField(block(TEXT), 'metadata.absent')).toBeUndefined();
  });

  it('is found in whatever a library writes in block style', () => {
    const key = fc.constantFrom('a', 'ab', 'b-c', 'port', 'spec');
    const data = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, fc.constantFrom('x', 'a: b', 7), tie('map'), tie('list')),
      map: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      // Kubernetes has no lists in lists, which YAML may write in one line.
      list: fc.array(fc.oneof(fc.constantFrom('x', 7), tie('map')), { minLength: 1, maxLength: 3 }),
    })).map;
    fc.assert(
      fc.property(data, (object) => {
        const lines = block(dump(object, { lineWidth: -1 }));
        for (const [path, value] of fieldsIn(object, [])) {
          const line = lines.lines[(lineOfField(lines, formatPath(path)) ?? 0) - 1] ?? '';
          const last = path.at(-1);
          expect(line).toContain(typeof last === 'number' ? '-' : `${last}:`);
          if (!isCollection(value)) expect(line).toContain(String(value));
        }
      }),
      { numRuns: 200 },
    );
  });
});

function* fieldsIn(value: unknown, path: FieldPath): Generator<readonly [FieldPath, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    const inner = [...path, Array.isArray(value) ? Number(key) : key];
    yield [inner, each];
    yield* fieldsIn(each, inner);
  }
}
