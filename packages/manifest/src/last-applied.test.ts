import { describe, expect, it } from 'vitest';
import { lastAppliedSize, MAX_ANNOTATION_BYTES } from './last-applied.ts';

const configMap = (data: unknown, annotations?: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'big', namespace: 'default', ...(annotations === undefined ? {} : { annotations }) },
  data,
});

/** The size of the annotation by its definition: its key, and the object as one line of JSON. */
const sizeOf = (object: object) =>
  'kubectl.kubernetes.io/last-applied-configuration'.length + JSON.stringify(object).length + 1;

describe('the size of what kubectl notes of an object', () => {
  it('is that of its key, and of the object as JSON with a line break', () => {
    const data = { a: 'x"\n', b: 1.5, c: true, d: null, e: [], f: [1, 'a'], g: {} };
    expect(lastAppliedSize(configMap(data, {}))).toBe(sizeOf(configMap(data, {})));
    expect(lastAppliedSize(configMap(data))).toBe(sizeOf(configMap(data, {})));
  });

  it('counts the annotations twice: by themselves, and in the object; an earlier note not at all', () => {
    const annotations = { a: 'é' };
    const object = configMap({}, annotations);
    expect(lastAppliedSize(object)).toBe(sizeOf(object) + 1 + 3);
    const noted = configMap(
      {},
      { ...annotations, 'kubectl.kubernetes.io/last-applied-configuration': 'x'.repeat(1000) },
    );
    expect(lastAppliedSize(noted)).toBe(lastAppliedSize(object));
  });

  it('counts some characters as Go writes them', () => {
    expect(lastAppliedSize(configMap({ a: '<>&\u2028' })) - lastAppliedSize(configMap({ a: '' }))).toBe(4 * 6);
  });

  it('is found for endless objects too', () => {
    const loop: unknown[] = [];
    loop.push(loop, loop);
    expect(lastAppliedSize(configMap(loop))).toBeGreaterThan(MAX_ANNOTATION_BYTES);
  });
});
