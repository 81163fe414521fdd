import { formatStep } from '@k8s-blocks/manifest';
import { notSupported, quote, required } from '../violation.ts';
import { type SchemaProps, schemaIn } from './schema-props.ts';
import type { Report } from './structural-schema.ts';

const LIST_TYPE = 'x-kubernetes-list-type';
const MAP_TYPE = 'x-kubernetes-map-type';
const KEYS = 'x-kubernetes-list-map-keys';

/** What is wrong with how the entries of a list, or the fields of a map, are told apart. */
export function reportListsAndMaps(schema: SchemaProps, path: string, report: Report): void {
  const { [LIST_TYPE]: listType, [MAP_TYPE]: mapType, [KEYS]: keys = [] } = schema;
  if (mapType !== undefined) {
    reportTypeOf(schema, 'object', MAP_TYPE, path, report);
    for (const each of notSupported(`${path}.${MAP_TYPE}`, mapType, ['atomic', 'granular'])) report(each);
  }
  if (listType !== undefined) {
    reportTypeOf(schema, 'array', LIST_TYPE, path, report);
    for (const each of notSupported(`${path}.${LIST_TYPE}`, listType, ['atomic', 'map', 'set'])) report(each);
    if (listType === 'set' && schema.type === 'array') reportSet(schemaIn(schema.items), `${path}.items`, report);
    if ((listType === 'set' || listType === 'map') && schemaIn(schema.items)?.nullable === true) {
      report(notNullable(`${path}.items.nullable`, `An entry of a list of type "${listType}"`));
    }
    if (listType === 'map') reportMapOfList(schema, keys, path, report);
  }
  if (keys.length > 0 && listType !== 'map') {
    const problem = `There are ${KEYS}, and ${LIST_TYPE} is ${listType === undefined ? 'missing' : quote(listType)}.`;
    const code = listType === undefined ? 'FieldValueRequired' : 'FieldValueInvalid';
    report({ code, field: `${path}.${LIST_TYPE}`, problem, remedy: `Write "${LIST_TYPE}: map".` });
  }
}

function reportTypeOf(schema: SchemaProps, type: string, keyword: string, path: string, report: Report): void {
  if (schema.type === type) return;
  const isMissing = schema.type === undefined || schema.type === '';
  report({
    code: isMissing ? 'FieldValueRequired' : 'FieldValueInvalid',
    field: `${path}.type`,
    problem: `With ${keyword} the type is "${type}", and it is ${isMissing ? 'missing' : quote(schema.type)}.`,
    remedy: `Give it the type "${type}", or remove ${keyword}.`,
  });
}

/** The entries of a set are compared as a whole. */
function reportSet(entries: SchemaProps | undefined, path: string, report: Report): void {
  const isList = entries?.type === 'array' && (entries[LIST_TYPE] ?? 'atomic') !== 'atomic';
  const isMap = entries?.type === 'object' && entries[MAP_TYPE] !== 'atomic';
  if (!isList && !isMap) return;
  const keyword = isList ? LIST_TYPE : MAP_TYPE;
  const problem = `The entries of a list of type "set" are compared as a whole, so that their ${keyword} is "atomic".`;
  report({ field: `${path}.${keyword}`, problem, remedy: `Write "${keyword}: atomic".` });
}

function reportMapOfList(schema: SchemaProps, keys: readonly string[], path: string, report: Report): void {
  if (keys.length === 0) report(required(`${path}.${KEYS}`, 'List the fields that tell the entries apart.'));
  const entries = schemaIn(schema.items);
  if (entries === undefined) {
    if (schema.type !== 'array') report(required(`${path}.items`, 'Give the schema of the entries.'));
    return;
  }
  if (entries.type !== 'object') {
    const problem = 'The entries of a list of type "map" are objects.';
    report({ field: `${path}.items.type`, problem, remedy: 'Give them the type "object".' });
    return;
  }
  for (const [index, key] of keys.entries()) {
    reportKey(entries, key, path, report);
    if (keys.indexOf(key) === index) continue;
    report({ field: `${path}.${KEYS}`, problem: `${quote(key)} is in it twice.`, remedy: 'Keep one of them.' });
  }
}

/** A key is a scalar that is always there. */
function reportKey(entries: SchemaProps, key: string, path: string, report: Report): void {
  const field = `${path}.items.properties${formatStep(key)}`;
  const property = Object.hasOwn(entries.properties ?? {}, key) ? entries.properties?.[key] : undefined;
  if (property === undefined) {
    const problem = `${quote(key)} is not a property of the entries.`;
    report({ field: `${path}.${KEYS}`, problem, remedy: 'Name properties of the entries.' });
    return;
  }
  if (property.type === 'array' || property.type === 'object') {
    const problem = `A key of a list is a scalar, and not of the type "${property.type}".`;
    report({ field: `${field}.type`, problem, remedy: 'Use other keys, or other types.' });
  }
  if (property.nullable === true) report(notNullable(`${field}.nullable`, 'A key of a list'));
  if (property.default === undefined && entries.required?.includes(key) !== true) {
    const remedy = `Add ${quote(key)} to "required" of the entries, or give it a default.`;
    report({ ...required(`${field}.default`, remedy), problem: 'A key of a list may be absent, and has no default.' });
  }
}

function notNullable(field: string, what: string) {
  return { code: 'FieldValueForbidden', field, problem: `${what} is never null.`, remedy: 'Remove nullable.' } as const;
}
