import { describe, expect, it } from 'vitest';
import { Definitions, type Judgement } from './index.ts';

/** A definition of Machine, whose spec has a schema. */
function definition(spec: object, version: object = {}) {
  const openAPIV3Schema = { type: 'object', properties: { spec } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'machines.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Machine', plural: 'machines' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema }, ...version }],
    },
  };
}

const machine = (spec: unknown) => ({ apiVersion: 'example.com/v1', kind: 'Machine', metadata: { name: 'one' }, spec });

/** What a schema says of a spec; of a change of it, if there is an old one. */
function judge(schema: object, spec: unknown, { old, version }: { old?: unknown; version?: object } = {}): Judgement {
  const found = new Definitions([definition(schema, version)]).find('example.com/v1', 'Machine')?.served('v1');
  if (found === undefined) throw new Error('The definition was not found.');
  return found.judge(machine(spec), old === undefined ? undefined : machine(old));
}

const inShort = ({ fields, rules }: Judgement) => [...fields, ...rules].map(({ field, code }) => `${field} ${code}`);
const object = (properties: object, others: object = {}) => ({ type: 'object', properties, ...others });
const rule = (text: string, others: object = {}) => ({ 'x-kubernetes-validations': [{ rule: text, ...others }] });

describe('a definition', () => {
  it('is found by group and kind, among objects and in Lists, and serves some of its versions', () => {
    const definitions = new Definitions([
      { apiVersion: 'v1', kind: 'List', items: [null, definition({})] },
      'no object',
    ]);
    expect(definitions.find('example.com/v9', 'Machine')?.name).toBe('machines.example.com');
    expect(definitions.find('example.com/v9', 'Machine')?.served('v9')).toBeUndefined();
    expect(definitions.find('example.org/v1', 'Machine')).toBeUndefined();
  });

  it('is the first of several, and one of others only where there is none', () => {
    const first = definition(object({ a: { type: 'string' } }));
    const others = new Definitions([
      definition(object({ c: {} })),
      { ...first, spec: { ...first.spec, group: 'x.io' } },
    ]);
    const definitions = new Definitions([first, definition(object({ b: {} }))], others);
    expect(
      definitions
        .find('example.com/v1', 'Machine')
        ?.served('v1')
        ?.judge(machine({ a: 'x' })).fields,
    ).toEqual([]);
    expect(definitions.find('x.io/v1', 'Machine')).toBeDefined();
  });
});

describe('the fields of a custom resource', () => {
  it('exist: others are named, with the one that is meant', () => {
    const { fields } = judge(object({ replicas: { type: 'integer' } }), { replica: 1 });
    expect(fields).toMatchObject([{ code: 'UnknownField', field: 'spec.replica', remedy: 'Did you mean "replicas"?' }]);
  });

  it('may be any where the schema preserves unknown ones, but not in what it knows', () => {
    const schema = object({ a: object({ b: {} }) }, { 'x-kubernetes-preserve-unknown-fields': true });
    expect(inShort(judge(schema, { z: { y: 1 }, a: { c: 1 } }))).toEqual(['spec.a.c UnknownField']);
  });

  it('have their defaults before they are judged, and null counts as absent', () => {
    const properties = { a: { type: 'integer', default: 3 }, b: { type: 'integer' }, c: object({}, { default: {} }) };
    const schema = object(properties, { required: ['a', 'c'], ...rule('self.a == 3 && !has(self.b)') });
    expect(inShort(judge(schema, { a: null, b: null }))).toEqual([]);
    expect(inShort(judge(schema, { a: 4, b: null }))).toEqual(['spec FieldValueInvalid']);
  });

  it.each([
    ['a text for a number', { type: 'integer' }, '5', 'spec.a FieldValueTypeInvalid'],
    ['a fraction', { type: 'integer' }, 1.5, 'spec.a FieldValueTypeInvalid'],
    ['null in a list', { type: 'array', items: { type: 'string' } }, [null], 'spec.a[0] FieldValueTypeInvalid'],
    [
      'a key of a map',
      { type: 'object', additionalProperties: { type: 'string' } },
      { 'x/y': 1 },
      'spec.a["x/y"] FieldValueTypeInvalid',
    ],
    ['another value', { type: 'string', enum: ['On', 'Off'] }, 'on', 'spec.a FieldValueNotSupported'],
    ['a pattern of Go', { type: 'string', pattern: '(?i)^[a-z]+\\z' }, 'ab1', 'spec.a FieldValueInvalid'],
    ['too many characters', { type: 'string', maxLength: 2 }, 'äöü', 'spec.a FieldValueTooLong'],
    ['too many entries', { type: 'array', maxItems: 1, items: {} }, [1, 2], 'spec.a FieldValueTooMany'],
    ['too few fields', { type: 'object', minProperties: 1 }, {}, 'spec.a FieldValueInvalid'],
    ['what is out of range', { type: 'number', maximum: 2, exclusiveMaximum: true }, 2, 'spec.a FieldValueInvalid'],
    ['no multiple', { type: 'integer', multipleOf: 5 }, 7, 'spec.a FieldValueInvalid'],
    ['another format', { type: 'string', format: 'ipv4' }, 'x', 'spec.a FieldValueTypeInvalid'],
    [
      'none of several',
      object({ b: {}, c: {} }, { oneOf: [{ required: ['b'] }, { required: ['c'] }] }),
      {},
      'spec.a FieldValueInvalid',
    ],
    ['what must not be', { type: 'string', not: { enum: ['x'] } }, 'x', 'spec.a FieldValueInvalid'],
    [
      'an embedded object without a kind',
      { ...object({}), 'x-kubernetes-embedded-resource': true },
      { apiVersion: 'v1' },
      'spec.a.kind FieldValueRequired',
    ],
  ])('are refused: %s', (_, schema, value, expected) => {
    expect(inShort(judge(object({ a: schema }), { a: value }))[0]).toBe(expected);
  });

  it.each([
    ['characters beyond those of JavaScript', { type: 'string', maxLength: 1 }, '😀'],
    ['a format that servers do not know', { type: 'string', format: 'unheard-of' }, 'x'],
    ['a number or text', { 'x-kubernetes-int-or-string': true }, '50%'],
    ['null where it may be', { type: 'string', nullable: true }, null],
  ])('are right: %s', (_, schema, value) => {
    expect(inShort(judge(object({ a: schema }), { a: value }))).toEqual([]);
  });

  it('are judged by the alternative that a value chooses', () => {
    const address = (type: string, value: object) => ({ properties: { type: { enum: [type] }, value } });
    const oneOf = [address('IP', { format: 'ipv4' }), { properties: { type: { not: { enum: ['IP'] } } } }];
    const schema = object({ type: { type: 'string' }, value: { type: 'string' } }, { oneOf });
    const { fields } = judge(object({ a: schema }), { a: { type: 'IP', value: 'x' } });
    expect(fields.map(({ field }) => field)).toEqual(['spec.a', 'spec.a.value']);
  });

  it('are not judged by a pattern that is no regular expression of Go, which is named', () => {
    const { fields, unjudged } = judge(object({ a: { type: 'string', pattern: '(?=x)' } }), { a: 'y' });
    expect(fields).toEqual([]);
    expect(unjudged).toMatchObject([{ field: 'spec.a', rule: '(?=x)', path: 'properties.spec.properties.a.pattern' }]);
  });

  it('are told apart by the keys of a list, with their defaults', () => {
    const items = object({ port: { type: 'integer' }, protocol: { type: 'string', default: 'TCP' } });
    const keys = { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['port', 'protocol'] };
    const schema = object({ ports: { type: 'array', items, ...keys } });
    const ports = [{ port: 80 }, { port: 80, protocol: 'UDP' }, { port: 80, protocol: 'TCP' }];
    expect(inShort(judge(schema, { ports }))).toEqual(['spec.ports[2] FieldValueDuplicate']);
  });

  it('are not those of the status, where that is a subresource', () => {
    const openAPIV3Schema = object({ spec: {}, status: object({ a: { type: 'string' } }) });
    const resource = { ...machine({}), status: { a: 1 } };
    const judged = (subresources: object) => {
      const all = new Definitions([definition({}, { subresources, schema: { openAPIV3Schema } })]);
      return all.find('example.com/v1', 'Machine')?.served('v1')?.judge(resource).fields;
    };
    expect(judged({ status: {} })).toEqual([]);
    expect(judged({})).toHaveLength(1);
  });
});

describe('a rule in CEL', () => {
  it('is broken with its message, reason and field', () => {
    const others = { message: 'a is at most b', reason: 'FieldValueForbidden', fieldPath: ".b['c/d']" };
    const properties = { a: { type: 'integer' }, b: object({ 'c/d': { type: 'integer' } }) };
    const schema = object(properties, rule('self.a <= self.b.c__slash__d', others));
    expect(judge(schema, { a: 2, b: { 'c/d': 1 } }).rules).toEqual([
      {
        code: 'FieldValueForbidden',
        field: 'spec.b["c/d"]',
        problem: 'a is at most b.',
        remedy: 'Make the rule of the schema hold: self.a <= self.b.c__slash__d',
      },
    ]);
  });

  it('makes its message of values, but not of those of Secrets', () => {
    const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const schema = object(
      { a: { type: 'string' }, secret: anything },
      rule('self.a == ""', { message: 'a is empty', messageExpression: '"a is " + self.a' }),
    );
    expect(judge(schema, { a: 'x' }).rules).toMatchObject([{ problem: 'a is x.' }]);
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { key: 'x' } };
    expect(judge(schema, { a: 'x', secret }).rules).toMatchObject([{ problem: 'a is empty.' }]);
    const failing = object({ a: { type: 'string' }, secret: anything }, rule('int(self.a) > 0'));
    expect(JSON.stringify(judge(failing, { a: 'value', secret }))).not.toContain('value\\"');
    expect(JSON.stringify(judge(failing, { a: 'value' }))).toContain('value\\"');
  });

  it('is broken where it has no value', () => {
    const { rules } = judge(object({ a: { type: 'string' } }, rule('self.a == "x"')), {});
    expect(rules).toMatchObject([{ field: 'spec', problem: expect.stringContaining('no such key: a') }]);
  });

  it('is not asked where the fields are wrong', () => {
    expect(inShort(judge(object({ a: { type: 'string' } }, rule('false')), { a: 1 }))).toEqual([
      'spec.a FieldValueTypeInvalid',
    ]);
  });

  it('on oldSelf is asked of changes, or of new objects where it is optional', () => {
    const schema = object({ a: { type: 'integer', ...rule('self == oldSelf') } });
    expect(inShort(judge(schema, { a: 1 }))).toEqual([]);
    expect(inShort(judge(schema, { a: 1 }, { old: { a: 2 } }))).toEqual(['spec.a FieldValueInvalid']);
    const optional = object({ a: { type: 'integer', ...rule('oldSelf.hasValue()', { optionalOldSelf: true }) } });
    expect(inShort(judge(optional, { a: 1 }))).toEqual(['spec.a FieldValueInvalid']);
    expect(inShort(judge(optional, { a: 1 }, { old: { a: 2 } }))).toEqual([]);
  });

  it('on oldSelf follows the entries of a list that have keys, and no others', () => {
    const items = object({ name: { type: 'string' }, a: { type: 'integer', ...rule('self >= oldSelf') } });
    const list = { type: 'array', items };
    const keyed = { ...list, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] };
    const spec = (...all: readonly [string, number][]) => ({ list: all.map(([name, a]) => ({ name, a })) });
    const change = { old: spec(['x', 5], ['y', 1]) };
    expect(inShort(judge(object({ list: keyed }), spec(['y', 1], ['x', 4]), change))).toEqual([
      'spec.list[1].a FieldValueInvalid',
    ]);
    expect(inShort(judge(object({ list }), spec(['x', 4]), change))).toEqual([]);
  });

  it.each([
    ['cannot be parsed', 'self.', 'It cannot be parsed here'],
    ['calls what is not known', 'authorizer.path("/").check("get").allowed()', 'It uses "authorizer"'],
    ['loops too long', loops(8), 'It takes more steps than are tried here.'],
    ['makes too long a list', 'lists.range(100000000).size() > 0', 'It makes a longer list than is made here.'],
    ['makes too long a text', doubled(40), 'It takes more memory than is tried here.'],
  ])('that %s is named as not judged', (_, text, why) => {
    const schema = object({ list: { type: 'array', items: { type: 'integer' } } }, rule(text));
    const { rules, unjudged } = judge(schema, { list: Array.from({ length: 20 }, (_, index) => index) });
    expect(rules).toEqual([]);
    expect(unjudged).toMatchObject([{ field: 'spec', rule: text, why: expect.stringContaining(why) }]);
    expect(unjudged[0]?.path).toBe('properties.spec.x-kubernetes-validations[0]');
  });

  /** As many loops in one another. */
  function loops(depth: number): string {
    return depth === 0 ? 'true' : `self.list.all(x${depth}, ${loops(depth - 1)})`;
  }

  /** A text of two to the power of a number of characters. */
  function doubled(times: number, name = '"a"'): string {
    return times === 0 ? `${name} != ""` : `cel.bind(v${times}, ${name} + ${name}, ${doubled(times - 1, `v${times}`)})`;
  }
});
