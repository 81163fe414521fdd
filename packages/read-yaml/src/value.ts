import { quote } from '@k8s-blocks/manifest';
import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { plainScalar, UNSUPPORTED_NUMBER } from './scalar.ts';
import { MAX_DEPTH, tooDeep } from './syntax.ts';
import { YamlError } from './yaml-error.ts';

/** The most characters that the aliases of one file may stand for: `*a` of an anchor of 100 characters counts 100. */
const MAX_EXPANSION = 10_000_000;

const YAML_TAG = 'tag:yaml.org,2002:';

/** The most keys that are reported of one document for being written twice. Each costs as much as a hundred others. */
const MAX_DUPLICATES = 1000;

/** What the documents of one file have in common. */
export interface FileReading {
  /** Notes the line of each key or item of an object or list. */
  locate(container: object, offsets: ReadonlyMap<string, number>): void;
  /**
   * Notes how numbers and booleans of an object or list are written, by key or index, where that is not how JSON writes them:
   * `0x1F`, `1.10`, `yes`. Called only if there are any.
   */
  noteWritten?(container: object, texts: ReadonlyMap<string, string>): void;
  /** Notes what is wrong and does not end the reading. */
  report(error: YamlError): void;
  /** How many characters the aliases stand for, up to now. */
  expansion: number;
}

/** A value, with how large and how deep it is when every alias is written out. */
interface Read {
  readonly value: unknown;
  readonly size: number;
  readonly depth: number;
  /** How a number or boolean is written, if not as JSON writes it. */
  readonly written?: string;
}

/**
 * The data of a document's nodes, as kubectl reads them. Aliases share the value of their anchor, so that they cost no
 * memory; what they would expand to is limited all the same, since the data is walked later.
 *
 * @throws YamlError if kubectl does not read it, or if its aliases expand to too much.
 */
export function dataOf(contents: unknown, file: FileReading): unknown {
  return new ValueReader(file).read(contents, 0).value;
}

class ValueReader {
  readonly #file: FileReading;
  readonly #anchors = new Map<string, Read | 'unfinished'>();
  /** The steps to the node that is being read. */
  readonly #path: (string | number)[] = [];
  #duplicates = 0;

  constructor(file: FileReading) {
    this.#file = file;
  }

  /** @param around where the node's surroundings begin, for an absent node. */
  read(node: unknown, around: number): Read {
    if (isAlias(node)) return this.#alias(node.source, node.range?.[0] ?? around);
    if (!isScalar(node) && !isCollection(node)) return { value: null, size: 1, depth: 1 };
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, 'unfinished');
    const read = this.#unaliased(node, node.range?.[0] ?? around);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, read);
    return read;
  }

  #unaliased(node: unknown, offset: number): Read {
    if (isMap(node)) return this.#map(node, offset);
    if (isSeq(node)) return this.#list(node, offset);
    if (!isScalar(node)) return { value: null, size: 1, depth: 1 };
    const value = scalarValue(node, offset);
    if (typeof value === 'string') return { value, size: 1 + value.length, depth: 1 };
    const isExact = value === null || node.source === undefined || node.source === String(value);
    return { value, size: 1, depth: 1, ...(isExact ? {} : { written: node.source }) };
  }

  #alias(name: string, offset: number): Read {
    const read = this.#anchors.get(name);
    if (read === undefined) {
      // The name is not quoted: in a Secret it may be a password that begins with "*".
      throw new YamlError(
        offset,
        'This alias has no anchor before it.',
        'Write its anchor, with "&", at the value meant; or put text that begins with "*" in quotes.',
      );
    }
    if (read === 'unfinished') {
      throw new YamlError(offset, 'The value of the anchor of this alias contains itself.', 'Write the value out.');
    }
    this.#file.expansion += read.size;
    if (this.#file.expansion <= MAX_EXPANSION) return read;
    const problem = `The aliases of this file stand for more than ${MAX_EXPANSION} characters.`;
    throw new YamlError(offset, problem, 'Write the values out, or split the file.');
  }

  #list(node: YAMLSeq, offset: number): Read {
    const list: unknown[] = [];
    const offsets = new Map<string, number>();
    const texts = new Map<string, string>();
    let size = 1;
    let depth = 0;
    for (const [index, item] of node.items.entries()) {
      const start = offsetOf(item) ?? offset;
      offsets.set(String(index), start);
      const read = this.#within(index, () => this.#item(item, start));
      list.push(read.value);
      if (read.written !== undefined) texts.set(String(index), read.written);
      size += read.size;
      depth = Math.max(depth, read.depth);
    }
    this.#locate(list, offsets, texts);
    return { value: list, size, depth: deeper(depth, offset) };
  }

  /** An item of a list: a pair where it stands in `!!omap`, or as in `[a: 1]`. */
  #item(item: unknown, offset: number): Read {
    if (!isPair(item)) return this.read(item, offset);
    const read = this.read(item.value, offset);
    return { value: objectOf([[this.#key(item.key, offset), read.value]]), size: read.size, depth: read.depth };
  }

  /**
   * The entries are set in the order in which they stand, merged ones among them: what is merged replaces what was
   * written before it. That is what kubectl does, though YAML says otherwise.
   */
  #map(node: YAMLMap, offset: number): Read {
    const entries = new Map<string, unknown>();
    const offsets = new Map<string, number>();
    const texts = new Map<string, string>();
    const written = new Set<string>();
    let size = 1;
    let depth = 0;
    for (const pair of node.items) {
      const start = offsetOf(pair.key) ?? offset;
      const merge = isMerge(pair.key);
      const key = merge ? '<<' : this.#key(pair.key, start);
      if (!merge && written.has(key)) this.#reportDuplicate(key, start);
      const read = this.#within(key, () => this.read(pair.value, start));
      const added = merge ? mergedEntries(read.value, start) : [[key, read.value] as const];
      for (const [name, value] of added) {
        entries.set(name, value);
        offsets.set(name, start);
        texts.delete(name);
      }
      if (!merge && read.written !== undefined) texts.set(key, read.written);
      if (!merge) written.add(key);
      size += key.length + read.size;
      depth = Math.max(depth, read.depth);
    }
    const value = objectOf(entries);
    this.#locate(value, offsets, texts);
    return { value, size, depth: deeper(depth, offset) };
  }

  #locate(container: object, offsets: ReadonlyMap<string, number>, texts: ReadonlyMap<string, string>): void {
    this.#file.locate(container, offsets);
    if (texts.size > 0) this.#file.noteWritten?.(container, texts);
  }

  #reportDuplicate(key: string, offset: number): void {
    this.#duplicates += 1;
    if (this.#duplicates > MAX_DUPLICATES) return;
    const problem = `The key ${quote(key)} is written twice in one object.`;
    this.#file.report(
      new YamlError(offset, problem, 'Remove one of the two; the last one would hold.', [...this.#path, key]),
    );
  }

  #key(node: unknown, offset: number): string {
    const { value } = this.read(node, offset);
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    const what = value === null ? 'null' : 'an object or a list';
    throw new YamlError(offset, `A key is ${what}.`, 'Write a string as the key, in quotes if need be.');
  }

  #within<T>(step: string | number, read: () => T): T {
    this.#path.push(step);
    const result = read();
    this.#path.pop();
    return result;
  }
}

function deeper(depth: number, offset: number): number {
  if (depth >= MAX_DEPTH) throw tooDeep(offset);
  return depth + 1;
}

function offsetOf(node: unknown): number | undefined {
  if (isPair(node)) return offsetOf(node.key);
  return isScalar(node) || isCollection(node) || isAlias(node) ? node.range?.[0] : undefined;
}

/** A plain object, also with a key such as `__proto__`. */
function objectOf(entries: Iterable<readonly [string, unknown]>): object {
  return Object.fromEntries(entries);
}

function isMerge(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && (key.type === 'PLAIN' || key.tag === `${YAML_TAG}merge`);
}

/** The entries that `<<` brings in: of an object, or of several, the first of which wins. */
function mergedEntries(value: unknown, offset: number): (readonly [string, unknown])[] {
  const objects: readonly unknown[] = Array.isArray(value) ? value.toReversed() : [value];
  return objects.flatMap((object) => {
    if (typeof object === 'object' && object !== null && !Array.isArray(object)) return Object.entries(object);
    throw new YamlError(
      offset,
      '"<<" merges something that is not an object.',
      'Give it an alias of an object, or a list of them.',
    );
  });
}

function scalarValue(node: Scalar, offset: number): unknown {
  const text = node.source ?? String(node.value);
  const value = taggedValue(text, node.type === 'PLAIN', node.tag, offset);
  if (value !== UNSUPPORTED_NUMBER) return value;
  throw new YamlError(offset, `"${text}" is a number that JSON, and so Kubernetes, does not have.`, 'Write a number.');
}

/** The value of a scalar with a tag, such as `!!int "1"`. Any other tag makes a string. */
function taggedValue(text: string, plain: boolean, tag: string | undefined, offset: number): unknown {
  if (tag === undefined) return plain ? plainScalar(text) : text;
  if (tag === `${YAML_TAG}binary`) return binary(text, offset);
  const type = TYPE_OF_TAG.get(tag);
  if (type === undefined) return text;
  const value = plainScalar(text);
  if (value === UNSUPPORTED_NUMBER || type(value)) return value;
  throw new YamlError(offset, `The value is not what its tag "${tag}" says.`, 'Remove the tag, or correct the value.');
}

const TYPE_OF_TAG = new Map<string, (value: unknown) => boolean>([
  [`${YAML_TAG}null`, (value) => value === null],
  [`${YAML_TAG}bool`, (value) => typeof value === 'boolean'],
  [`${YAML_TAG}int`, (value) => Number.isInteger(value)],
  [`${YAML_TAG}float`, (value) => typeof value === 'number'],
]);

function binary(text: string, offset: number): string {
  const base64 = text.replace(/\s/g, '');
  if (/^([\w+/]{4})*([\w+/]{2}==|[\w+/]{3}=)?$/.test(base64)) return Buffer.from(base64, 'base64').toString();
  throw new YamlError(offset, 'The value of "!!binary" is not base64.', 'Encode the value with base64.');
}
