import type { Finding } from '@k8s-blocks/findings';
import { formatPath, formatReference, isFields, referenceOf, typeName } from '@k8s-blocks/manifest';
import {
  characterError,
  type DocumentText,
  dataOf,
  type FileText,
  isJson,
  Lines,
  parseDocument,
  type Syntax,
  separatorError,
  splitDocuments,
  YamlError,
} from '@k8s-blocks/read-yaml';
import type { FileNotes } from './key-lines.ts';
import { flattenLists, type LocatedValue, locate, type ReadObject } from './located-object.ts';

/** What was read, and what could not be. */
export interface Reading {
  readonly objects: readonly ReadObject[];
  readonly findings: readonly Finding[];
}

/** The most findings of one file. A file with more is not a file of manifests. */
const MAX_FINDINGS = 100;

/**
 * The most documents and items of one file that are not objects of Kubernetes, or cannot be read. After these the rest of
 * the file is not read: a megabyte of `{}` holds half a million.
 */
const MAX_WRONG = 1000;

/**
 * Reads every document of a file. What is wrong with one of them does not keep the others from being read.
 *
 * @param options.isBuilt whether it is what Kustomize built, whose lines are in no file: they are not kept then, which of
 * large definitions of custom resources take most of the memory. Default: false.
 */
export function readText(
  { text, broken }: FileText,
  file: string,
  { isBuilt = false }: { readonly isBuilt?: boolean } = {},
): Reading {
  const reader = new TextReader(file, isBuilt);
  for (const document of splitDocuments(text.replace(/^\ufeff/, ''))) {
    if (reader.hasGivenUp) break;
    reader.read(document, broken);
  }
  return { objects: reader.objects, findings: reader.findings };
}

/** The finding of something that could not be read. */
export function unreadable(file: string, { message, remedy }: Pick<YamlError, 'message' | 'remedy'>): Finding {
  const why = 'What cannot be read is not judged.';
  return { rule: 'unreadable', code: 'unreadable', severity: 'error', file, problem: message, remedy, why };
}

class TextReader {
  readonly objects: ReadObject[] = [];
  readonly #file: string;
  readonly #isBuilt: boolean;
  readonly #notes: FileNotes = { keyLines: new Map(), written: new Map() };
  readonly #findings: Finding[] = [];
  #unlisted = 0;
  #wrong = 0;
  #expansion = 0;

  constructor(file: string, isBuilt: boolean) {
    this.#file = file;
    this.#isBuilt = isBuilt;
  }

  get findings(): readonly Finding[] {
    if (this.#unlisted === 0 && !this.hasGivenUp) return this.#findings;
    const message = [
      ...(this.#unlisted === 0 ? [] : [`At least ${this.#unlisted} more things are wrong in this file.`]),
      ...(this.hasGivenUp ? [`More than ${MAX_WRONG} of its documents are not objects: the rest is not read.`] : []),
    ].join(' ');
    return [...this.#findings, unreadable(this.#file, { message, remedy: 'Correct those above, and look again.' })];
  }

  /** Whether so much is wrong that the rest of the file is not read. */
  get hasGivenUp(): boolean {
    return this.#wrong > MAX_WRONG;
  }

  /** Reads one document. */
  read(document: DocumentText, broken: ReadonlySet<number>): void {
    const text = document.text.replace(/^\ufeff/, '');
    const lines = new Lines(text, document.line);
    try {
      this.#addObjects(this.#valueIn(text, lines, broken));
    } catch (error) {
      const problem = error instanceof YamlError ? error : unexpectedError(error);
      this.#wrong += 1;
      this.#add({ ...unreadable(this.#file, problem), ...lines.at(problem.offset) });
    }
  }

  /** The value of the document and where it begins; undefined if there is none, as among comments. */
  #valueIn(text: string, given: Lines, broken: ReadonlySet<number>): LocatedValue | undefined {
    const json = text.trimStart().startsWith('{') && isJson(text);
    const error = separatorError(text) ?? encodingError(given, broken) ?? (json ? undefined : characterError(text));
    if (error !== undefined) throw error;
    const { document, ignored, text: parsed } = parseDocument(json ? text.replaceAll('\t', ' ') : text);
    const lines = parsed === text ? given : given.of(parsed);
    if (ignored !== undefined) this.#addIgnored(ignored, lines);
    if (document === undefined) return undefined;
    return { value: this.#dataOf(document, lines), line: lines.at(document.contents?.range[0] ?? 0).line };
  }

  #dataOf({ contents }: NonNullable<Syntax['document']>, lines: Lines): unknown {
    const errors: YamlError[] = [];
    const reading = {
      expansion: this.#expansion,
      report: (error: YamlError) => void errors.push(error),
      locate: (container: object, offsets: ReadonlyMap<string, number>) => {
        if (offsets.size === 0 || this.#isBuilt) return;
        const numbers = Array.from(offsets, ([key, offset]) => [key, lines.at(offset).line] as const);
        this.#notes.keyLines.set(container, new Map(numbers));
      },
      noteWritten: (container: object, texts: ReadonlyMap<string, string>) => {
        if (!this.#isBuilt) this.#notes.written.set(container, texts);
      },
    };
    const value = dataOf(contents, reading);
    this.#expansion = reading.expansion;
    for (const error of errors) this.#addDuplicate(error, value, lines);
    return value;
  }

  #addObjects(read: LocatedValue | undefined): void {
    if (read === undefined || read.value === null) return;
    for (const located of flattenLists(read, this.#notes)) {
      if (this.hasGivenUp) return;
      if (!isTyped(located.value)) this.#wrong += 1;
      if (isFields(located.value)) {
        this.objects.push(locate(located, this.#file, this.objects.length, this.#notes));
        continue;
      }
      // Not quoted: it may be what is left of a Secret that is written wrongly.
      const message = `This is ${typeName(located.value)}, not an object of Kubernetes.`;
      const finding = unreadable(this.#file, { message, remedy: 'Write apiVersion, kind and metadata.' });
      this.#add({ ...finding, line: located.line });
    }
  }

  #addDuplicate({ message, remedy, path, offset }: YamlError, value: unknown, lines: Lines): void {
    const reference = referenceOf(value);
    this.#add({
      rule: 'duplicate-key',
      severity: 'error',
      code: 'duplicate-key',
      file: this.#file,
      ...(reference !== undefined && { reference, object: formatReference(reference, { withNamespace: true }) }),
      ...(path !== undefined && { field: formatPath(path) }),
      problem: message,
      remedy,
      why: 'An API server refuses it, and kubectl drops all but the last.',
      ...lines.at(offset),
    });
  }

  #addIgnored(offset: number, lines: Lines): void {
    const message = 'kubectl passes over what follows "..." in a document.';
    const problem = { message, remedy: 'Separate the documents with "---".' };
    this.#add({ ...unreadable(this.#file, problem), ...lines.at(offset) });
  }

  #add(finding: Finding): void {
    if (this.#findings.length < MAX_FINDINGS) this.#findings.push(finding);
    else this.#unlisted += 1;
  }
}

/** Whether a value has the type of an object of Kubernetes. */
function isTyped(value: unknown): boolean {
  return isFields(value) && (typeof value.apiVersion === 'string' || typeof value.kind === 'string');
}

function encodingError(lines: Lines, broken: ReadonlySet<number>): YamlError | undefined {
  for (const [offset, line] of broken.size === 0 ? [] : lines.starts()) {
    if (broken.has(line)) return new YamlError(offset, 'This line is not UTF-8.', 'Save the file as UTF-8.');
  }
  return undefined;
}

/** What the YAML library threw: it is not to end the reading of the other documents. */
function unexpectedError(error: unknown): YamlError {
  const name = error instanceof Error ? error.name : typeof error;
  return new YamlError(0, `This document cannot be parsed (${name}).`, 'Write it more plainly.');
}
