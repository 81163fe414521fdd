import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HIDDEN } from '@k8s-blocks/manifest';
import type { BuildSources } from './build-sources.ts';
import { withoutCredentials } from './remote.ts';
import { type CommandError, reasonOf } from './run.ts';
import { SecretWords } from './secret-words.ts';

/** The longest message that is shown, in characters: Kustomize quotes whole files. */
const MAX_MESSAGE = 2000;

/**
 * Why Kustomize did not build, in its own words: the innermost reason, without what it quotes of the files, which may be
 * values of Secrets. Names, paths and fields that stand in the kustomization are shown.
 */
export async function whyNotBuilt(error: CommandError, sources: BuildSources): Promise<string> {
  const words = await wordsOf(sources);
  return shortened(shownOf(innermostReason(reasonOf(error)), words));
}

/** What Kustomize warned of in a build, as it may be shown; empty if it said nothing. */
export async function warningsOf(stderr: string, sources: BuildSources): Promise<string> {
  const said = withoutLog(stderr).trim();
  if (said.split('\n').every((line) => line === '' || DEPRECATION.test(line))) return said;
  const words = await wordsOf(sources);
  return shortened(
    said
      .split('\n')
      .map((line) => (DEPRECATION.test(line) ? line : shownOf(line, words)))
      .join('\n'),
  );
}

/** @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.7.1/api/types/kustomization.go */
const DEPRECATION =
  /^# Warning: '\w+' is deprecated\. Please use '\w+' instead\.( \[EXPERIMENTAL\])? Run 'kustomize edit fix' [\w ]+\.$/;

/** The files are read again here: only of a build that failed, or that warns, is anything shown. */
async function wordsOf({ configurations, files }: BuildSources): Promise<SecretWords> {
  const words = new SecretWords();
  for (const [file, documents] of configurations) {
    words.addShown(file);
    words.addShown(dirname(file));
    for (const document of documents) words.addConfiguration(document, dirname(file));
  }
  for (const { path, kind, field } of files) {
    words.addShown(path);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (kind !== 'data') words.addManifests(bytes);
    else if (!/^configmapgenerator\b/i.test(field)) words.addSecretText(bytes.toString('utf8'));
  }
  return words;
}

/** What kubectl logs stands behind the place in its sources: `E1126 18:27:03.123456   12345 run.go:72] `. */
const LOG = /^[IWEF]\d{4} [\d:.]+ +\d+ [\w.-]+:\d+\] /;

/** A line that is one quotation, as it was before it was quoted. Go quotes as JSON does, but for some characters. */
function withoutQuotes(line: string): string {
  if (!/^".*"$/.test(line)) return line;
  try {
    return String(JSON.parse(line));
  } catch {
    return line.slice(1, -1);
  }
}

/** The text without what kubectl's log puts before a line, and around one: `"command failed" err=<`. */
export function withoutLog(text: string): string {
  return text
    .split('\n')
    .map((line) => withoutQuotes(line.replace(LOG, '').replace(/^"command failed" err=(?:<$)?/, '')))
    .filter((line) => line.trim() !== '>')
    .map((line) => line.replace(/^\t/, ''))
    .join('\n');
}

/**
 * The reason that Kustomize began with, before each of its functions put its own words around it. A resource that it cannot
 * read as a file it tries as a folder, and says why it is neither; for a file the first reason is the right one.
 */
export function innermostReason(stderr: string): string {
  const lines = withoutLog(stderr)
    .split('\n')
    .filter((line) => !line.startsWith('# Warning: '));
  const message = lines
    .join('\n')
    .trim()
    .replace(/^error: /i, '');
  if (/^(?:panic|fatal error): /.test(message)) return `it crashed (${lines[0]?.trim()}).`;
  return withoutFences(afterWrappers(message)).trim();
}

const RECURSED = "recursed accumulation of path '";
const AS_FOLDER = "': must build at directory";

function afterWrappers(message: string): string {
  const recursed = message.lastIndexOf(RECURSED);
  const path = recursed < 0 ? -1 : message.indexOf("': ", recursed + RECURSED.length);
  const own = (path < 0 ? message : message.slice(path + 3)).replace(/^accumulating (?:resources|components): /, '');
  const tried = "accumulation err='";
  if (!own.startsWith(tried)) return own;
  const asFolder = own.lastIndexOf(AS_FOLDER);
  if (asFolder >= 0) return own.slice(tried.length, asFolder);
  // As a folder it was found, and is wrong: why it is not a file does not matter.
  const end = own.lastIndexOf("': ");
  return end < 0 ? own : own.slice(end + 3);
}

/** Without what is quoted of a file as a block: the configuration of a plugin, or the contents of a node. */
function withoutFences(message: string): string {
  const start = message.indexOf(' with config: `\n');
  const end = message.lastIndexOf('\n`: ');
  const whole = start >= 0 && end > start ? `${message.slice(0, start)}${message.slice(end + 2)}` : message;
  return whole
    .replace(/(?:: node contents:|\bfor value )[\s\S]*/, '')
    .replace(/^map\[string\]interface \{\}\(nil\): /, '');
}

/** What may begin a quotation, and what ends it. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['[', ']'],
  ['{', '}'],
]);

/** The identity of an object, as Kustomize writes it: `Secret.v1.[noGrp]/payments.[noNs]`. */
const IDENTITY = /^[A-Z]\w*\.[\w[\]-]+\.[\w.[\]-]+\/[\w.[\]-]+$/;

/** A message without what it quotes, but for names that may be shown, and without any value of a Secret. */
function shownOf(message: string, words: SecretWords): string {
  return words.hideIn(withoutCredentials(withoutQuotations(message.slice(0, 10 * MAX_MESSAGE), words)));
}

/** A quotation may hold whatever ends one: what is not known is hidden up to the last place where it may end. */
function withoutQuotations(message: string, words: SecretWords): string {
  let shown = '';
  for (let at = 0; at < message.length; at += 1) {
    const start = message[at] ?? '';
    const end = QUOTES.get(start);
    // An apostrophe in a word begins nothing.
    if (end === undefined || (start === "'" && /\w/.test(message[at - 1] ?? ''))) {
      shown += start;
      continue;
    }
    const known = knownQuotation(message, at, end, words);
    const last = known ?? message.lastIndexOf(end);
    shown += known === undefined ? `${start}${HIDDEN}${end}` : message.slice(at, known + 1);
    at = last > at ? last : message.length;
  }
  return shown;
}

/** Where a quotation ends that may be shown; undefined if there is none. */
function knownQuotation(message: string, start: number, end: string, words: SecretWords): number | undefined {
  for (let at = message.indexOf(end, start + 1); at >= 0; at = message.indexOf(end, at + 1)) {
    const quoted = message.slice(start + 1, at);
    if (words.isShown(quoted) || FIXED.has(quoted) || IDENTITY.test(quoted)) return at;
    if (at - start > 300) return undefined;
  }
  return undefined;
}

/** What Kustomize itself writes in quotes or brackets. */
const FIXED = new Set(['', 'noGrp', 'noNs', 'noVer', ':', 'Component', 'Kustomization']);

function shortened(message: string): string {
  return message.length <= MAX_MESSAGE ? message : `${message.slice(0, MAX_MESSAGE)}…`;
}
