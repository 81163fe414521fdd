import { resolve } from 'node:path';
import { HIDDEN, holdsSecret, isFields } from '@k8s-blocks/manifest';
import { readDocuments } from '@k8s-blocks/read-yaml';
import { operandsOf } from './operands.ts';

/** The most bytes that are read for one message: a megabyte takes about a second. */
const MAX_BYTES = 4_000_000;

/** Words as they may be left of a value, of which a message shows a part, or which it writes with escapes. */
const WORD = /[\p{L}\p{N}_+=$!%&*?-]{4,}/gu;

/** Words of nearly every message, which say nothing of a value that has them in it. */
const PLAIN_WORDS =
  'accumulating error expected field File found from Invalid line missing Required resources unknown value yaml';

/** What of some manifests may not be printed, and what of them may. */
export class SecretWords {
  /** Values of Secrets, each by itself. */
  readonly #values = new Set<string>();
  /** Texts that hold values, in which a part of one is looked for. */
  readonly #texts = new Set<string>();
  /** Names and keys, which are shown although a value may be the same. */
  readonly #shown = new Set<string>();
  #size = 0;

  /** Whether this stands in the manifests as a name, a key, or a value of something that is not a Secret. */
  isShown(text: string): boolean {
    return this.#shown.has(text);
  }

  addShown(name: string): void {
    this.#shown.add(name);
  }

  /** A file of manifests. What cannot be read as YAML may be a Secret, so that no word of it is shown. */
  addManifests(bytes: Buffer): void {
    if (!this.#isWithin(bytes.length)) return;
    const { data, error } = readDocuments(bytes);
    if (error !== undefined) this.#addText(bytes.toString('utf8'));
    for (const document of data) this.#add(document, holdsSecret(document) ? 'secret' : 'shown');
  }

  /**
   * A kustomization, or the configuration of a plugin. It is shown, but for YAML in it, which may be a patch of a Secret,
   * and what Secrets are generated from. A file is shown by its name; `files: [password=secret]` may be meant as literals.
   */
  addConfiguration(document: unknown, folder: string): void {
    const kind = isFields(document) && typeof document.kind === 'string' ? document.kind : '';
    this.#add(document, /secret/i.test(kind) ? 'secret' : 'configuration');
    for (const { name } of operandsOf(document)) if (this.isShown(name)) this.addShown(resolve(folder, name));
  }

  /** A text in which values may stand anywhere, such as a file of environment variables. */
  addSecretText(text: string): void {
    if (this.#isWithin(text.length)) this.#addText(text);
  }

  /**
   * A text in which no value of a Secret stands, and no word of one. Words of up to three letters stay. Nothing of it is left
   * if there is too much to look through.
   */
  hideIn(text: string): string {
    if (this.#size > MAX_BYTES)
      return `${HIDDEN}, since there is too much here to know what of it is a value of a Secret`;
    const values = [...this.#values].filter((value) => !this.#shown.has(value) && text.includes(value));
    const longestFirst = values.sort((one, other) => other.length - one.length);
    const withoutValues = longestFirst.reduce((rest, value) => rest.replaceAll(value, HIDDEN), text);
    const shownWords = new Set([HIDDEN, PLAIN_WORDS, ...this.#shown].flatMap((each) => each.match(WORD) ?? []));
    const texts = [...this.#texts];
    return withoutValues.replace(WORD, (word) => {
      return !shownWords.has(word) && texts.some((secret) => secret.includes(word)) ? HIDDEN : word;
    });
  }

  #add(value: unknown, mode: Mode, key = ''): void {
    if (Array.isArray(value)) {
      for (const item of value) this.#add(item, mode === 'values' ? 'nothing' : mode, key);
    } else if (isFields(value)) {
      for (const [inner, each] of Object.entries(value)) {
        if (mode !== 'nothing') this.addShown(inner);
        this.#add(each, modeOf(inner, mode), inner);
      }
    } else if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value);
      if (mode === 'configuration' && (PATCHES.test(key) || text.includes('\n'))) this.#addYaml(text);
      else if (isShownIn(mode, key, text)) this.addShown(text);
      else this.#addText(text);
    }
  }

  #isWithin(size: number): boolean {
    this.#size += size;
    return this.#size <= MAX_BYTES;
  }

  #addText(text: string): void {
    this.#texts.add(text);
    for (const line of text.split('\n')) this.#addLine(line.trim());
  }

  /** YAML in a text. Whatever it is, of its values none is shown. */
  #addYaml(text: string): void {
    const { data, error } = readDocuments(Buffer.from(text));
    if (error === undefined) this.#add(data, 'secret');
    else this.#addText(text);
  }

  /** A value, or the name of one and its value: `TOKEN=value`. */
  #addLine(line: string): void {
    const [, name, value] = /^([A-Za-z_][\w.-]*)=([^=].*)$/.exec(line) ?? [];
    if (name !== undefined) this.addShown(name);
    this.#addValue(line);
    if (value !== undefined) this.#addValue(value);
  }

  /** A value, and what it is sent as, or stands for: a Secret's values are base64 in `data`. */
  #addValue(value: string): void {
    for (const each of [value, Buffer.from(value).toString('base64'), decoded(value)]) {
      if (each === undefined || each.length < 4) continue;
      this.#values.add(each);
      this.#texts.add(each);
    }
  }
}

/** Fields in which a patch stands as a text; it may be one of a Secret. */
const PATCHES = /^(?:patch|patchesstrategicmerge)$/i;

/** Fields of the files that Secrets are generated from; also for those of them that are meant as literals. */
const SOURCES = /^(?:files|envs?)$/i;

/** Fields in a Secret below which its names stand. */
const AROUND_NAMES = new Set(['items', 'metadata', 'target']);

/** Fields of a Secret, and of a patch of one, that are shown. */
const NAMES = new Set(['apiVersion', 'kind', 'name', 'namespace', 'op', 'path', 'type']);

/**
 * What is looked at, and what of it is shown:
 * - `shown`: a manifest that holds no Secret: all;
 * - `configuration`: a kustomization: all but YAML in texts, and its `sources`, the files and literals of generators;
 * - `secret`: a Secret, or a patch that may be one: what it is called, and the keys of its `values`;
 * - `nothing`: what is in a value: nothing.
 */
type Mode = 'configuration' | 'nothing' | 'secret' | 'shown' | 'sources' | 'values';

function modeOf(key: string, mode: Mode): Mode {
  if (mode === 'shown') return 'shown';
  if (mode === 'configuration' && !/^literals$/i.test(key)) return SOURCES.test(key) ? 'sources' : 'configuration';
  if (mode === 'secret' && (AROUND_NAMES.has(key) || NAMES.has(key))) return 'secret';
  return mode === 'configuration' || mode === 'secret' ? 'values' : 'nothing';
}

/** Whether a text is shown, at a key. A source with a `=` may be a file with its key, and may be meant as a literal. */
function isShownIn(mode: Mode, key: string, text: string): boolean {
  if (mode === 'sources') return !text.includes('=');
  return mode === 'shown' || mode === 'configuration' || (mode === 'secret' && NAMES.has(key));
}

/** The text that base64 stands for, if it is base64 of one. */
function decoded(value: string): string | undefined {
  if (!/^[\w+/]+=*$/.test(value)) return undefined;
  const text = Buffer.from(value, 'base64').toString('utf8');
  return /[\p{Cc}\ufffd]/u.test(text) ? undefined : text;
}
