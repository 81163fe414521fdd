import { describe, expect, it } from 'vitest';
import type { Definitions, Schema } from './documents.ts';
import { tablesOf } from './tables.ts';

const TYPE = 'io.k8s.api.batch.v1.';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const text: Schema = { type: 'string' };
const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

function definitions(spec: Definitions, required: readonly string[] = []): Definitions {
  const kind = { properties: { kind: text, metadata: ref(META), spec: ref(`${TYPE}JobSpec`) } };
  return {
    [`${TYPE}Job`]: kind,
    [`${TYPE}JobSpec`]: { type: 'object', properties: spec, required },
    [`${TYPE}Unused`]: { properties: { a: text } },
    [META]: { type: 'object', properties: { name: text } },
  };
}

const written = (spec: Definitions, served: Definitions = {}, required: readonly string[] = []) =>
  tablesOf([{ version: '1.36', definitions: definitions(spec, required) }], served)
    .packages.get('batch/v1')
    ?.at(-1);

describe('the tables of an OpenAPI document', () => {
  it('have the types that kinds need, and no others', () => {
    const { packages } = tablesOf([{ version: '1.36', definitions: definitions({ a: text }) }], {});
    expect(Object.fromEntries(packages)).toEqual({
      'batch/v1': ['Job: JobSpec spec; meta/v1.ObjectMeta metadata; string kind', 'JobSpec: string a'],
      'meta/v1': ['ObjectMeta: string name'],
    });
  });

  it('say how the server reads what is a text to OpenAPI', () => {
    const spec = {
      size: ref('io.k8s.apimachinery.pkg.api.resource.Quantity'),
      since: ref('io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime'),
      port: ref('io.k8s.apimachinery.pkg.util.intstr.IntOrString'),
      data: { type: 'string', format: 'byte' },
      sum: { type: 'integer', format: 'int32' },
    };
    expect(written(spec)).toBe('JobSpec: bytes data; int32 sum; intOrString port; microTime since; quantity size');
  });

  it('say what tells the entries of a list apart, and what is required', () => {
    const keyed = { items: text, type: 'array', 'x-kubernetes-list-map-keys': ['name', 'port'] };
    const set = { items: text, type: 'array', 'x-kubernetes-list-type': 'set' };
    const map = { type: 'object', additionalProperties: { type: 'array', items: text } };
    expect(written({ keyed, set, map }, {}, ['set'])).toBe(
      'JobSpec: [string]@ set!; [string]@name,port keyed; {[string]} map',
    );
  });

  it('have the enumerations and defaults that a server serves', () => {
    const mode = { type: 'string', enum: ['', 'At once', 'Later'], default: 'Later' };
    const served = { [`${TYPE}JobSpec`]: { properties: { mode } } };
    expect(written({ mode: text }, served)).toBe('JobSpec: =At_once|Later mode=Later');
  });

  it('have what any version has, and say which', () => {
    const [gone, kept, added] = ['gone', 'kept', 'added'].map((name) => ({ [name]: text }));
    const { packages, versions } = tablesOf(
      [
        { version: '1.35', definitions: definitions({ ...gone, ...kept }) },
        { version: '1.36', definitions: definitions({ ...kept, ...added }) },
      ],
      {},
    );
    expect(packages.get('batch/v1')?.at(-1)).toBe('JobSpec: string added gone kept');
    expect(Object.fromEntries(versions)).toEqual({
      'batch/v1.JobSpec.added': '1.36-',
      'batch/v1.JobSpec.gone': '-1.35',
    });
  });

  it('have the types of fields that only an older version has', () => {
    const old = { ...definitions({ gone: ref(`${TYPE}Gone`) }), [`${TYPE}Gone`]: { properties: { a: text } } };
    const { packages } = tablesOf(
      [
        { version: '1.35', definitions: old },
        { version: '1.36', definitions: definitions({}) },
      ],
      {},
    );
    expect(packages.get('batch/v1')?.[0]).toBe('Gone: string a');
  });

  it('ask for a field only where every version does', () => {
    const of = (version: string, required: readonly string[]) => ({
      version,
      definitions: definitions({ a: text, b: text }, required),
    });
    const { packages } = tablesOf([of('1.35', ['a']), of('1.36', ['a', 'b'])], {});
    expect(packages.get('batch/v1')?.at(-1)).toBe('JobSpec: string a! b');
  });
});
