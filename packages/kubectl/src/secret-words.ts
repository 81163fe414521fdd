import { resolve } from 'node:path';
import { HIDDEN, holdsSecret, isFields } from '@k8s-blocks/manifest';
import { readDocuments } from '@k8s-blocks/read-yaml';
import { operandsOf } from './operands.ts';

/** How many bytes are searched for one message: a megabyte takes about a second. */
const MAX_BYTES = 4_000_000;

/** The words of a text: a message may contain a part of a value, or write it with escapes. */
const WORD = /[\p{L}\p{N}_+=$!%&*?-]{4,}/gu;

/** Words that most messages of Kustomize contain: to print them reveals nothing of a Secret that contains them too. */
const PLAIN_WORDS =
  'accumulating error expected field File found from Invalid line missing Required resources unknown value yaml';

/** The texts of manifests that must not be printed, since they may be values of Secrets, and those that may. */
export class SecretWords {
  /** Values of Secrets. */
  readonly #values = new Set<string>();
  /** Values of Secrets, and texts that contain some: a word of a message is hidden if one of them contains it. */
  readonly #texts = new Set<string>();
  /** Names and keys, which are shown even if a value is the same. */
  readonly #shown = new Set<string>();
  #size = 0;

  /** Whether the text is a name, a key, or a value of something that is not a Secret. */
  isShown(text: string): boolean {
    return this.#shown.has(text);
  }

  addShown(name: string): void {
    this.#shown.add(name);
  }

  /** Adds a file of manifests. If it is not valid YAML, it may be a Secret, and all of it is hidden. */
  addManifests(bytes: Buffer): void {
    if (!this.#isWithin(bytes.length)) return;
    const { data, error } = readDocuments(bytes);
    if (error !== undefined) this.#addText(bytes.toString('utf8'));
    for (const document of data) this.#add(document, holdsSecret(document) ? 'secret' : 'shown');
  }

  /**
   * Adds a kustomization, or the configuration of a plugin. It may be shown, except for inline YAML, which may be a patch of
   * a Secret, and for the sources of generators: names of files are shown, but not `files: [password=secret]`, which may be
   * meant as literals.
   */
  addConfiguration(document: unknown, folder: string): void {
    const kind = isFields(document) && typeof document.kind === 'string' ? document.kind : '';
    this.#add(document, /secret/i.test(kind) ? 'secret' : 'configuration');
    for (const { name } of operandsOf(document)) if (this.isShown(name)) this.addShown(resolve(folder, name));
  }

  /** Adds a text that may contain values of Secrets anywhere, such as a file of environment variables. */
  addSecretText(text: string): void {
    if (this.#isWithin(text.length)) this.#addText(text);
  }

  /**
   * The text without values of Secrets, and without words of them that have at least four characters. If the manifests are
   * too large to be searched, the whole text is hidden.
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

  /** Inline YAML, of which no value is shown. */
  #addYaml(text: string): void {
    const { data, error } = readDocuments(Buffer.from(text));
    if (error === undefined) this.#add(data, 'secret');
    else this.#addText(text);
  }

  /** A line that is a value, or a name and a value: `TOKEN=value`. */
  #addLine(line: string): void {
    const [, name, value] = /^([A-Za-z_][\w.-]*)=([^=].*)$/.exec(line) ?? [];
    if (name !== undefined) this.addShown(name);
    this.#addValue(line);
    if (value !== undefined) this.#addValue(value);
  }

  /** A value, its base64, and the text that it is base64 of: values in the `data` of a Secret are base64. */
  #addValue(value: string): void {
    for (const each of [value, Buffer.from(value).toString('base64'), decoded(value)]) {
      if (each === undefined || each.length < 4) continue;
      this.#values.add(each);
      this.#texts.add(each);
    }
  }
}

/** Fields of inline patches, which may be patches of a Secret. */
const PATCHES = /^(?:patch|patchesstrategicmerge)$/i;

/** Fields of the files that Secrets are generated from. Their entries may be meant as literals. */
const SOURCES = /^(?:files|envs?)$/i;

/** Fields of a Secret that contain fields to show. */
const CONTAINERS_OF_NAMES = new Set(['items', 'metadata', 'target']);

/** Fields of a Secret, and of a patch of one, that are shown. */
const NAMES = new Set(['apiVersion', 'kind', 'name', 'namespace', 'op', 'path', 'type']);

/**
 * What part of a manifest is being walked, and what of it is shown:
 * - `shown`: a manifest that contains no Secret: everything;
 * - `configuration`: a kustomization: everything but inline YAML and the `sources` of generators, their files and literals;
 * - `secret`: a Secret, or a patch that may be one: its names, and the keys of its `values`;
 * - `nothing`: the inside of a value: nothing.
 */
type Mode = 'configuration' | 'nothing' | 'secret' | 'shown' | 'sources' | 'values';

function modeOf(key: string, mode: Mode): Mode {
  if (mode === 'shown') return 'shown';
  if (mode === 'configuration' && !/^literals$/i.test(key)) return SOURCES.test(key) ? 'sources' : 'configuration';
  if (mode === 'secret' && (CONTAINERS_OF_NAMES.has(key) || NAMES.has(key))) return 'secret';
  return mode === 'configuration' || mode === 'secret' ? 'values' : 'nothing';
}

/** Whether the text at a key is shown. A source with a `=` is hidden: it may be meant as a literal. */
function isShownIn(mode: Mode, key: string, text: string): boolean {
  if (mode === 'sources') return !text.includes('=');
  return mode === 'shown' || mode === 'configuration' || (mode === 'secret' && NAMES.has(key));
}

/** The decoded text; undefined if the value is not base64 of a text. */
function decoded(value: string): string | undefined {
  if (!/^[\w+/]+=*$/.test(value)) return undefined;
  const text = Buffer.from(value, 'base64').toString('utf8');
  return /[\p{Cc}\ufffd]/u.test(text) ? undefined : text;
}
