import { describe, expect, it } from 'vitest';
import { definitionOf, definitionOfSpec } from '../custom-schema/testing.ts';
import { findingsOf, judge } from '../testing.ts';

const found = (object: object) =>
  findingsOf('custom-resource-schema', object).map(({ field }) =>
    field?.replace('spec.versions[0].schema.openAPIV3Schema', 'schema').replace('schema.properties.spec', 'spec'),
  );
const ofSpec = (schema: object) => found(definitionOfSpec({ type: 'object', ...schema }));
const text = { type: 'string' };

describe('the schema of a custom resource', () => {
  it('gives each field a type, or says that it is an integer or a string, or anything', () => {
    expect(ofSpec({ properties: { a: {}, b: { items: text, type: 'array' }, c: { type: 'array' } } })).toEqual([
      'spec.properties.a.type',
      'spec.properties.c.items',
    ]);
    const intOrString = { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] };
    expect(ofSpec({ properties: { a: intOrString, b: { 'x-kubernetes-preserve-unknown-fields': true } } })).toEqual([]);
  });

  it('is judged in lists and maps too', () => {
    const untyped = { type: 'object', properties: { a: {} } };
    expect(ofSpec({ properties: { list: { type: 'array', items: untyped } } })).toEqual([
      'spec.properties.list.items.properties.a.type',
    ]);
    expect(ofSpec({ additionalProperties: { type: 'array', items: untyped } })).toEqual([
      'spec.additionalProperties.items.properties.a.type',
    ]);
    const mistyped = { type: 'array', items: { type: 'string', maxLength: '5' } };
    expect(judge(definitionOfSpec(mistyped))).toMatchObject([{ severity: 'error', code: 'FieldValueTypeInvalid' }]);
  });

  it('warns of unknown keywords in lists and maps, which a server drops without a word', () => {
    const object = definitionOfSpec({ type: 'array', items: { type: 'string', maxlength: 5 } });
    expect(judge(object)).toMatchObject([{ severity: 'warning', remedy: 'Did you mean "maxLength"?' }]);
  });

  it('only restricts values in allOf, anyOf, oneOf and not', () => {
    expect(ofSpec({ properties: { a: text }, oneOf: [{ required: ['a'] }, { properties: { a: text } }] })).toEqual([
      'spec.oneOf[1].properties.a.type',
    ]);
  });

  it('defines the fields that it restricts as a whole', () => {
    expect(found(definitionOf({ anyOf: [{ properties: { spec: { minProperties: 1 } } }] }))).toEqual(['spec']);
  });

  it('has fields, or values of a map, and not both', () => {
    expect(ofSpec({ properties: { a: text }, additionalProperties: text })).toEqual(['spec.additionalProperties']);
  });

  it.each(['$ref', 'definitions', 'dependencies', 'patternProperties', 'uniqueItems'])('does not use %s', (keyword) => {
    const value = keyword === '$ref' ? '#/a' : keyword === 'uniqueItems' ? true : { a: {} };
    expect(ofSpec({ [keyword]: value })).toEqual([`spec.${keyword}`]);
  });

  it('has patterns that the server can read', () => {
    const pattern = (value: string) => ofSpec({ properties: { a: { type: 'string', pattern: value } } });
    expect(pattern('^(?!a)b$')).toEqual(['spec.properties.a.pattern']);
    expect(pattern(String.raw`^\\1(?:a)$`)).toEqual([]);
  });

  it('says nothing of metadata but how its name is', () => {
    const metadata = (schema: object) =>
      found(definitionOf({ properties: { metadata: { type: 'object', ...schema } } }));
    expect(metadata({ properties: { name: { type: 'string', maxLength: 9 } } })).toEqual([]);
    expect(metadata({ properties: { labels: { type: 'object' } } })).toEqual(['schema.properties.metadata']);
  });

  it('has no further keywords at its root if there is a status subresource', () => {
    const object = definitionOf({ minProperties: 1 }, { subresources: { status: {} } });
    expect(found(object)).toEqual(['schema.minProperties']);
  });

  describe('of a list of the type map', () => {
    const list = (fields: object, entries: object = {}) =>
      ofSpec({
        properties: {
          list: {
            type: 'array',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['name'],
            items: { type: 'object', required: ['name'], properties: { name: text }, ...entries },
            ...fields,
          },
        },
      }).map((field) => field?.replace('spec.properties.list.', ''));

    it('has keys, which are fields of the entries that are always there', () => {
      expect(list({})).toEqual([]);
      expect(list({ 'x-kubernetes-list-map-keys': [] })).toEqual(['x-kubernetes-list-map-keys']);
      expect(list({ 'x-kubernetes-list-map-keys': ['id'] })).toEqual(['x-kubernetes-list-map-keys']);
      expect(list({}, { required: [] })).toEqual(['items.properties.name.default']);
      expect(list({}, { properties: { name: { ...text, nullable: true } } })).toEqual([
        'items.properties.name.nullable',
      ]);
    });

    it('has keys with that type alone', () => {
      expect(list({ 'x-kubernetes-list-type': 'atomic' })).toEqual(['x-kubernetes-list-type']);
    });
  });

  it('has rules with a message in one line, and a path that leads to a field', () => {
    const rules = [
      { rule: 'true', message: 'a\nb' },
      { rule: 'true\n&& true' },
      { rule: 'true', fieldPath: '.b' },
      { rule: 'true', fieldPath: ".a['b/c']" },
    ];
    const a = { type: 'object', properties: { 'b/c': text } };
    expect(ofSpec({ properties: { a }, 'x-kubernetes-validations': rules })).toEqual([
      'spec.x-kubernetes-validations[0].message',
      'spec.x-kubernetes-validations[1].message',
      'spec.x-kubernetes-validations[2].fieldPath',
    ]);
  });

  describe('with defaults', () => {
    const withDefault = (schema: object) =>
      ofSpec({ properties: { a: schema } }).map((field) => field?.replace('spec.properties.a.', ''));

    it('has those that fit', () => {
      const properties = { n: { type: 'integer', minimum: 1 }, list: { type: 'array', items: text } };
      expect(withDefault({ type: 'object', properties, default: { n: 1, list: ['a'] } })).toEqual([]);
      expect(withDefault({ type: 'object', properties, default: { n: 0, list: [1], m: 1 } })).toEqual([
        'default.n',
        'default.list[0]',
        'default.m',
      ]);
      expect(withDefault({ type: 'string', enum: ['a', 'b'], default: 'c' })).toEqual(['default']);
      expect(withDefault({ type: 'integer', default: '5' })).toEqual(['default']);
      expect(withDefault({ 'x-kubernetes-int-or-string': true, default: '50%' })).toEqual([]);
    });

    it('asks for required fields that have none themselves', () => {
      const properties = { a: text, b: { type: 'string', default: 'x' } };
      expect(withDefault({ type: 'object', required: ['a', 'b'], properties, default: {} })).toEqual(['default.a']);
    });

    it('has none of metadata', () => {
      expect(found(definitionOf({ properties: { kind: { type: 'string', default: 'Database' } } }))).toEqual([
        'schema.properties.kind.default',
      ]);
    });
  });

  it('is judged whatever it holds', () => {
    const nothing = [null, [], {}, 'text', 5, true];
    for (const value of nothing) {
      const schema = {
        type: 'array',
        items: value,
        additionalProperties: value,
        properties: { a: { items: { items: value } } },
      };
      expect(judge(definitionOfSpec(schema)).length).toBeGreaterThan(0);
    }
    expect(
      judge(definitionOfSpec({ type: 'array', items: { type: 'object', properties: null, required: null } })),
    ).toEqual([]);
  });
});
