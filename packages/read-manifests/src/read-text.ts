import type { Finding } from '@k8s-blocks/findings';
import { formatPath, formatReference, isFields, referenceOf, typeName } from '@k8s-blocks/manifest';
import {
  characterFault,
  type DocumentText,
  dataOf,
  Fault,
  type FileText,
  isJson,
  Lines,
  parseDocument,
  type Syntax,
  separatorFault,
  splitDocuments,
} from '@k8s-blocks/read-yaml';
import { flattenLists, type LocatedValue, locate, type ReadObject } from './located-object.ts';
import type { Places } from './places.ts';

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

/** Reads every document of a file. What is wrong with one of them does not keep the others from being read. */
export function readText({ text, broken }: FileText, file: string): Reading {
  const reader = new TextReader(file);
  for (const document of splitDocuments(text.replace(/^\ufeff/, ''))) {
    if (reader.hasGivenUp) break;
    reader.read(document, broken);
  }
  return { objects: reader.objects, findings: reader.findings };
}

/** The finding of something that could not be read. */
export function unreadable(file: string, { message, remedy }: Pick<Fault, 'message' | 'remedy'>): Finding {
  const why = 'What cannot be read is not judged.';
  return { rule: 'unreadable', code: 'unreadable', severity: 'error', file, problem: message, remedy, why };
}

class TextReader {
  readonly objects: ReadObject[] = [];
  readonly #file: string;
  readonly #places: Places = new Map();
  readonly #findings: Finding[] = [];
  #unsaid = 0;
  #wrong = 0;
  #expansion = 0;

  constructor(file: string) {
    this.#file = file;
  }

  get findings(): readonly Finding[] {
    if (this.#unsaid === 0 && !this.hasGivenUp) return this.#findings;
    const message = [
      ...(this.#unsaid === 0 ? [] : [`At least ${this.#unsaid} more things are wrong in this file.`]),
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
      const fault = error instanceof Fault ? error : unexpectedFault(error);
      this.#wrong += 1;
      this.#add({ ...unreadable(this.#file, fault), ...lines.at(fault.offset) });
    }
  }

  /** The value of the document and where it begins; undefined if there is none, as among comments. */
  #valueIn(text: string, lines: Lines, broken: ReadonlySet<number>): LocatedValue | undefined {
    const json = text.trimStart().startsWith('{') && isJson(text);
    const fault = separatorFault(text) ?? encodingFault(lines, broken) ?? (json ? undefined : characterFault(text));
    if (fault !== undefined) throw fault;
    const { document, ignored } = parseDocument(json ? text.replaceAll('\t', ' ') : text);
    if (ignored !== undefined) this.#addIgnored(ignored, lines);
    if (document === undefined) return undefined;
    return { value: this.#dataOf(document, lines), line: lines.at(document.contents?.range[0] ?? 0).line };
  }

  #dataOf({ contents }: NonNullable<Syntax['document']>, lines: Lines): unknown {
    const faults: Fault[] = [];
    const reading = {
      expansion: this.#expansion,
      report: (fault: Fault) => void faults.push(fault),
      place: (container: object, offsets: ReadonlyMap<string, number>) => {
        if (offsets.size === 0) return;
        const placed = Array.from(offsets, ([key, offset]) => [key, lines.at(offset).line] as const);
        this.#places.set(container, new Map(placed));
      },
    };
    const value = dataOf(contents, reading);
    this.#expansion = reading.expansion;
    for (const fault of faults) this.#addDuplicate(fault, value, lines);
    return value;
  }

  #addObjects(read: LocatedValue | undefined): void {
    if (read === undefined || read.value === null) return;
    for (const located of flattenLists(read, this.#places)) {
      if (this.hasGivenUp) return;
      if (!isTyped(located.value)) this.#wrong += 1;
      if (isFields(located.value)) {
        this.objects.push(locate(located, this.#file, this.objects.length, this.#places));
        continue;
      }
      // Not quoted: it may be what is left of a Secret that is written wrongly.
      const message = `This is ${typeName(located.value)}, not an object of Kubernetes.`;
      const finding = unreadable(this.#file, { message, remedy: 'Write apiVersion, kind and metadata.' });
      this.#add({ ...finding, line: located.line });
    }
  }

  #addDuplicate({ message, remedy, path, offset }: Fault, value: unknown, lines: Lines): void {
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
    const fault = { message, remedy: 'Separate the documents with "---".' };
    this.#add({ ...unreadable(this.#file, fault), ...lines.at(offset) });
  }

  #add(finding: Finding): void {
    if (this.#findings.length < MAX_FINDINGS) this.#findings.push(finding);
    else this.#unsaid += 1;
  }
}

/** Whether a value says that it is an object of Kubernetes. */
function isTyped(value: unknown): boolean {
  return isFields(value) && (typeof value.apiVersion === 'string' || typeof value.kind === 'string');
}

function encodingFault(lines: Lines, broken: ReadonlySet<number>): Fault | undefined {
  for (const [offset, line] of broken.size === 0 ? [] : lines.starts()) {
    if (broken.has(line)) return new Fault(offset, 'This line is not UTF-8.', 'Save the file as UTF-8.');
  }
  return undefined;
}

/** What the YAML library threw: it is not to end the reading of the other documents. */
function unexpectedFault(error: unknown): Fault {
  const name = error instanceof Error ? error.name : typeof error;
  return new Fault(0, `This document cannot be parsed (${name}).`, 'Write it more plainly.');
}
