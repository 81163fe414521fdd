import type { Code, Entry, Spread } from './typescript/code.ts';
import { escapedTemplate, literal, raw, textLiteral } from './typescript/code.ts';
import type { Import } from './typescript/module.ts';
import { camelCase, type Names } from './typescript/names.ts';

/** A value in every environment that a service is deployed in, base first. Undefined: it is not there. */
export type Varying = ReadonlyMap<string, unknown>;

/** Code that gives a value in each environment. */
export interface Derived {
  readonly code: string;
  readonly values: ReadonlyMap<string, string>;
  /** Whether it stands for a value that is the same everywhere, too: an address does, the name of the environment does not. */
  readonly always?: true;
}

/** What varies in a service: one row an environment. */
export class Settings {
  readonly #names: Names;
  readonly #columns = new Map<string, Varying>();
  readonly #known = new Map<string, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  /**
   * The name of the setting with these values; one that is there already with the same values and name is used again.
   *
   * @param candidates names, the best first.
   */
  add(values: Varying, candidates: readonly [string, ...string[]]): string {
    const key = JSON.stringify([camelCase(candidates[0]), [...values]]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const name = this.#names.take(...candidates);
    this.#columns.set(name, values);
    this.#known.set(key, name);
    return name;
  }

  /** The names of the settings, in the order in which they were added. */
  names(): string[] {
    return [...this.#columns.keys()];
  }

  /** The table as code: base whole, the others in what differs. */
  table(environments: readonly string[]): Code {
    const [base = 'base'] = environments;
    const rows = environments.map((environment): Entry => {
      const own = [...this.#columns].filter(([, values]) => environment === base || isOwn(values, base, environment));
      return {
        key: environment,
        value: { entries: own.map(([name, values]) => ({ key: name, value: literal(values.get(environment)) })) },
      };
    });
    return { entries: rows };
  }
}

function isOwn(values: Varying, base: string, environment: string): boolean {
  return !isSame(values.get(base), values.get(environment));
}

/** Where a value stands, for the name of its setting. */
export interface Place {
  /** The keys around it, from the outside in; of entries of a list their names. */
  readonly keys: readonly string[];
}

/** A part of an object that a block gives. */
export interface Fragment {
  readonly code: Code;
  readonly imports: readonly Import[];
  /** The keys of a map that it stands for; the others are said besides. Default: it stands for the whole. */
  readonly instead?: readonly string[];
}

/** What it takes to say a value as code. */
export interface Saying {
  readonly settings: Settings;
  /** Finds the block that gives a map or a list. Default: none does. */
  readonly fragments?: (values: Varying, place: Place) => Fragment | undefined;
  /** Called with what a fragment imports, which is said then. */
  readonly use?: (imports: readonly Import[]) => void;
  /** What may stand for a text that varies. */
  readonly derived: readonly Derived[];
}

/** Fields of the API with few values: a setting would have the type of any text. */
const ENUMS = new Set(
  (
    'imagePullPolicy type protocol restartPolicy dnsPolicy operator effect policy concurrencyPolicy pathType scheme ' +
    'whenUnsatisfiable topologyKey sizeLimit podManagementPolicy volumeMode appProtocol sessionAffinity preemptionPolicy ' +
    'externalTrafficPolicy internalTrafficPolicy medium terminationMessagePolicy completionMode unhealthyPodEvictionPolicy'
  ).split(' '),
);

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

/** Whether two values are the same data, in whatever order their keys are. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, index) => isSame(each, other[index]));
  }
  if (!isMap(one) || !isMap(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
  if (isOfTexts && isUneven) return raw(saying.settings.add(values, settingNames(place)));
  const items = aligned.map(({ name, values: own }): Code | Spread => {
    const there = present(own);
    const value = say(filled(own, there), { keys: [...place.keys, name] }, saying);
    return there.size === own.size ? value : { spread: { list: [value] }, when: condition(there, own) };
  });
  return { list: items };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

interface AlignedItem {
  readonly name: string;
  readonly values: Varying;
}

/** Fields by which the entries of lists are told apart. */
const NAME_FIELDS = ['name', 'key', 'mountPath', 'containerPort', 'port', 'host', 'path'];

/** The entries of lists with those of the same name beside one another; undefined where names or their order do not allow it. */
function alignedByName(lists: ReadonlyMap<string, readonly unknown[]>): AlignedItem[] | undefined {
  const all = [...lists.values()];
  const nameOf = (item: unknown, field: string) =>
    isMap(item) && Object.hasOwn(item, field) ? item[field] : undefined;
  const field = NAME_FIELDS.find((each) =>
    all.every((list) => {
      const names = list.map((item) => nameOf(item, each));
      return !names.includes(undefined) && new Set(names).size === names.length;
    }),
  );
  if (field === undefined) return undefined;
  const names = all.map((list) => list.map((item) => String(nameOf(item, field))));
  const order = mergedOrder(names);
  if (names.some((own) => !isInOrder(own, order))) return undefined;
  return order.map((name) => ({
    name,
    values: new Map(
      [...lists].map(([environment, list]) => [environment, list.find((item) => String(nameOf(item, field)) === name)]),
    ),
  }));
}

function alignedByIndex(lists: ReadonlyMap<string, readonly unknown[]>): AlignedItem[] {
  const length = Math.max(...[...lists.values()].map((list) => list.length));
  return Array.from({ length }, (_, index) => ({
    name: String(index),
    values: new Map([...lists].map(([environment, list]) => [environment, list[index]])),
  }));
}

/** The names of all lists, in an order that keeps that of the first ones: a name stands after the one before it. */
function mergedOrder(lists: readonly (readonly string[])[]): string[] {
  const order: string[] = [];
  for (const list of lists) {
    for (const [index, name] of list.entries()) {
      if (order.includes(name)) continue;
      const before = list[index - 1];
      order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name);
    }
  }
  return order;
}

function isInOrder(list: readonly string[], order: readonly string[]): boolean {
  const positions = list.map((name) => order.indexOf(name));
  return positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? -1));
}

function fieldOf(values: Varying, key: string): Varying {
  return new Map(
    [...values].map(([environment, each]) => [
      environment,
      isMap(each) && Object.hasOwn(each, key) ? each[key] : undefined,
    ]),
  );
}

function present(values: Varying): ReadonlySet<string> {
  return new Set([...values].filter(([, value]) => value !== undefined).map(([environment]) => environment));
}

/** The values with one of the others where there is none: settings have all rows, and only those that are read count. */
function filled(values: Varying, there: ReadonlySet<string>): Varying {
  const [some] = [...values.values()].filter((value) => value !== undefined);
  return new Map([...values].map(([environment, value]) => [environment, there.has(environment) ? value : some]));
}

/** Code that says whether the environment is one of some of those of the values. */
export function condition(some: ReadonlySet<string>, all: Varying): string {
  const names = [...all.keys()].filter((name) => some.has(name));
  const others = [...all.keys()].filter((name) => !some.has(name));
  const [one, another] = [names[0] ?? '', others[0] ?? ''];
  if (names.length === 1) return `env.name === ${quoted(one)}`;
  if (others.length === 1) return `env.name !== ${quoted(another)}`;
  return `[${names.map(quoted).join(', ')}].includes(env.name)`;
}

function quoted(name: string): string {
  return textLiteral(name).raw;
}

function sayText(values: Varying, place: Place, { settings, derived }: Saying, isConstant: boolean): Code {
  const texts = new Map([...values].map(([environment, text]) => [environment, String(text)]));
  const whole = derived.find(
    (each) => (each.always || !isConstant) && [...texts].every(([name, text]) => each.values.get(name) === text),
  );
  if (whole !== undefined) return raw(whole.code);
  const [first = ''] = texts.values();
  if (isConstant) return textLiteral(first);
  if (ENUMS.has(place.keys.at(-1) ?? '')) return choice(values);
  return (
    sayImage(texts, place, settings) ?? sayAround(texts, derived) ?? raw(settings.add(values, settingNames(place)))
  );
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
  return raw(`\`${escapedTemplate(name)}:\${${setting}}\``);
}

/** A text in which something that is derived stands within what does not vary. */
function sayAround(texts: ReadonlyMap<string, string>, derived: readonly Derived[]): Code | undefined {
  for (const { code, values } of derived) {
    const around = [...texts].map(([environment, text]) => {
      const part = values.get(environment) ?? '';
      const start = part.length < 3 ? -1 : text.indexOf(part);
      return start < 0 ? undefined : JSON.stringify([text.slice(0, start), text.slice(start + part.length)]);
    });
    const [first] = around;
    if (first === undefined || new Set(around).size !== 1 || new Set(values.values()).size < 2) continue;
    const [before, after]: readonly [string, string] = JSON.parse(first);
    if (/[^ -~]/.test(before + after)) continue;
    return raw(`\`${escapedTemplate(before)}\${${code}}${escapedTemplate(after)}\``);
  }
  return undefined;
}

/** Different types, or values of a field with few: said for each environment. */
function choice(values: Varying): Code {
  const groups: { readonly value: unknown; readonly names: Set<string> }[] = [];
  for (const [name, value] of values) {
    const group = groups.find((each) => isSame(each.value, value));
    if (group === undefined) groups.push({ value, names: new Set([name]) });
    else group.names.add(name);
  }
  const [base, ...others] = groups;
  return others.reduce<Code>(
    (otherwise, { value, names }) => ({ when: condition(names, values), chosen: literal(value), otherwise }),
    literal(base?.value),
  );
}

/** Keys around a value that say nothing of it. */
const VAGUE = new Set([
  'value',
  'data',
  'stringData',
  'spec',
  'template',
  'metadata',
  'number',
  'name',
  'labels',
  'annotations',
]);

/** Names for the setting of a value: its key, and that with the next ones around it. */
function settingNames({ keys }: Place): readonly [string, ...string[]] {
  const telling = keys.filter((key) => !VAGUE.has(key) && !/^\d+$/.test(key));
  const last = telling.at(-1) ?? keys.at(-1) ?? 'value';
  return [last, telling.slice(-2).join(' '), telling.slice(-3).join(' '), telling.slice(-4).join(' ')];
}
