import { isEnumValue } from '@k8s-blocks/api-rules';
import { isSame, type Varying } from '../manifests/varying.ts';
import { type Code, raw, textLiteral } from '../typescript/code.ts';
import { choice } from './say-by-environment.ts';
import { type Derived, type Place, type Saying, settingNames } from './saying.ts';
import type { Settings } from './settings.ts';

/** A text as code. */
export function sayText(values: Varying, place: Place, { settings, derived }: Saying, isConstant: boolean): Code {
  const texts = new Map([...values].map(([environment, text]) => [environment, String(text)]));
  const possible = mayBeAddress(place) ? derived : derived.filter(({ isAddress }) => !isAddress);
  const whole = possible.find(
    (each) => (each.isAddress || !isConstant) && [...texts].every(([name, text]) => each.values.get(name) === text),
  );
  if (whole !== undefined) return raw(whole.code);
  const [first = ''] = texts.values();
  if (isConstant) return textLiteral(first);
  if (areEnumValues(place, texts.values())) return choice(values);
  return (
    sayImage(texts, place, settings) ?? sayAround(texts, possible) ?? raw(settings.add(values, settingNames(place)))
  );
}

/** Whether a text may be an address: the image `redis:7` is none, and neither are labels and names. */
function mayBeAddress({ keys }: Place): boolean {
  return !['image', 'name'].includes(keys.at(-1) ?? '') && !['labels', 'matchLabels'].includes(keys.at(-2) ?? '');
}

/**
 * Whether texts are values of an enumeration of the API: a setting would have the type of any text, which such a field does not
 * take. The field is known by its name alone, which others have that take any text.
 */
export function areEnumValues({ keys }: Place, texts: Iterable<string>): boolean {
  const field = keys.findLast((key) => !/^\d+$/.test(key)) ?? '';
  return [...texts].every((text) => isEnumValue(field, text));
}

/** An image of which the tag varies alone. */
function sayImage(texts: ReadonlyMap<string, string>, place: Place, settings: Settings): Code | undefined {
  if (place.keys.at(-1) !== 'image') return undefined;
  const parts = [...texts].map(([environment, image]) => [environment, /^(.+):([^:/@]+)$/.exec(image)] as const);
  const names = new Set(parts.map(([, match]) => match?.[1]));
  const [name] = names;
  if (names.size !== 1 || name === undefined) return undefined;
  const tags = new Map(parts.map(([environment, match]) => [environment, match?.[2] ?? '']));
  const container = place.keys.at(-2) ?? '';
  const setting = settings.add(tags, ['imageTag', `${container} imageTag`]);
  return { template: [`${name}:`, raw(setting)] };
}

/** A text in which something that is derived stands within what does not vary: the longest, where several do. */
function sayAround(texts: ReadonlyMap<string, string>, derived: readonly Derived[]): Code | undefined {
  const found = derived.flatMap((each) => {
    if (new Set(each.values.values()).size < 2) return [];
    const around = [...texts].map(([environment, text]) => textsAround(text, each.values.get(environment), each));
    const [first] = around;
    if (first === undefined || !around.every((other) => isSame(other, first))) return [];
    const [before, after] = first;
    return /[^ -~]/.test(before + after) ? [] : [{ code: each.code, before, after }];
  });
  const [longest] = found.sort(
    (one, other) => one.before.length + one.after.length - other.before.length - other.after.length,
  );
  return longest && { template: [longest.before, raw(longest.code), longest.after] };
}

/** What is before and after a part of a text that is no part of a longer word; undefined if it is not there. */
function textsAround(
  text: string,
  part = '',
  { isAddress }: Derived,
): readonly [before: string, after: string] | undefined {
  if (part.length < 3) return undefined;
  // The host of an address may go on at a dash or a dot: `db` is not `users-db`. Names are parts of others: `web` of `web-tls`.
  const word = isAddress ? /[\w.-]/ : /[A-Za-z0-9]/;
  for (let start = text.indexOf(part); start >= 0; start = text.indexOf(part, start + 1)) {
    const [before, after] = [text.slice(0, start), text.slice(start + part.length)];
    if (!word.test(before.slice(-1)) && !word.test(after.slice(0, 1))) return [before, after];
  }
  return undefined;
}
