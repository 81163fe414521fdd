import { isEnumValue } from '@k8s-blocks/api-rules';
import { fieldOf, filled, isMap, isSame, present, type Varying } from '../manifests/varying.ts';
import { type Code, type Entry, literal, raw, type Spread } from '../typescript/code.ts';
import { withConstEnumValues } from '../typescript/const-enum-values.ts';
import { alignedByIndex, alignedByName, mergedOrder } from './aligned-lists.ts';
import { choice, condition } from './say-by-environment.ts';
import { areEnumValues, sayText } from './say-text.ts';
import { type Place, type Saying, settingNames } from './saying.ts';

/** Maps that are settings as a whole, where they have the same keys everywhere. */
const GROUPS = new Set(['resources', 'requests', 'limits']);

/** Whether two values have the same keys, and texts or numbers in the same places: settings are merged key by key. */
function hasShapeOf(one: unknown, other: unknown): boolean {
  if (!isMap(one) || !isMap(other)) return typeof one === typeof other && typeof one !== 'object';
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && hasShapeOf(one[key], other[key]))
  );
}

/**
 * A value that is there in every environment, as code: literal where it is the same, and elsewhere from the settings, the names
 * of the environment or its addresses.
 */
export function say(values: Varying, place: Place, saying: Saying): Code {
  const all = [...values.values()];
  const [first] = all;
  const isConstant = all.every((each) => isSame(each, first));
  if (all.every((each) => typeof each === 'string')) return sayText(values, place, saying, isConstant);
  const fragment = saying.fragments?.(values, place);
  if (fragment !== undefined) {
    saying.use?.(fragment.imports);
    if (fragment.instead === undefined) return fragment.code;
    const { instead, code } = fragment;
    const rest = new Map([...values].map(([name, each]) => [name, withoutKeys(each, instead)]));
    const said = sayMap(rest, place, saying);
    return { entries: [...('entries' in said ? said.entries : []), { spread: code }] };
  }
  if (all.every(Array.isArray)) return sayList(values, place, saying);
  if (all.every(isMap)) {
    const isWhole = GROUPS.has(place.keys.at(-1) ?? '') && !isConstant && all.every((each) => hasShapeOf(each, first));
    return isWhole ? raw(saying.settings.add(values, settingNames(place))) : sayMap(values, place, saying);
  }
  if (isConstant) return literal(first);
  const isOneType = all.every((each) => typeof each === typeof first && typeof each !== 'object');
  return isOneType ? raw(saying.settings.add(values, settingNames(place))) : choice(values);
}

function withoutKeys(value: unknown, keys: readonly string[]): unknown {
  return isMap(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) : value;
}

function sayMap(values: Varying, place: Place, saying: Saying): Code {
  const keys = mergedOrder([...values.values()].map((each) => Object.keys(isMap(each) ? each : {})));
  const entries = keys.map((key): Entry | Spread => {
    const own = fieldOf(values, key);
    const there = present(own);
    const value = say(filled(own, there), { keys: [...place.keys, key] }, saying);
    if (there.size === own.size) return { key, value };
    return { spread: { entries: [{ key, value }] }, when: condition(there, own) };
  });
  return { entries };
}

function sayList(values: Varying, place: Place, saying: Saying): Code {
  const lists = new Map([...values].map(([name, list]) => [name, Array.isArray(list) ? list : []]));
  const aligned = alignedByName(lists) ?? alignedByIndex(lists);
  const isOfTexts = [...lists.values()].every((list) => list.length > 0 && list.every(isText));
  const isUneven = new Set([...lists.values()].map((list) => list.length)).size > 1;
  if (isOfTexts && isUneven && !areEnumValues(place, [...lists.values()].flat())) {
    return raw(saying.settings.add(values, settingNames(place)));
  }
  const items = aligned.map(({ name, values: own }): Code | Spread => {
    const there = present(own);
    const value = say(filled(own, there), { keys: [...place.keys, name] }, saying);
    if (there.size === own.size) return value;
    return {
      spread: withConstEnumValues({ list: [value] }, place.keys.at(-1) ?? '', isEnumValue),
      when: condition(there, own),
    };
  });
  return { list: items };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
