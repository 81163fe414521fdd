import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HIDDEN } from '@k8s-blocks/manifest';
import type { BuildSources } from './build-sources.ts';
import { innermostReason, withoutLog } from './innermost-reason.ts';
import { withoutCredentials } from './remote.ts';
import { type CommandError, reasonOf } from './run.ts';
import { SecretWords } from './secret-words.ts';

/** How many characters of a message are shown: Kustomize quotes whole files. */
const MAX_LENGTH = 2000;

/**
 * Why Kustomize did not build, in its own words: the innermost reason, without quoted parts of files, which may be values
 * of Secrets. Names, paths and fields of the kustomization are shown.
 */
export async function whyNotBuilt(error: CommandError, sources: BuildSources): Promise<string> {
  const words = await wordsOf(sources);
  return shortened(shownOf(innermostReason(reasonOf(error)), words));
}

/** The warnings of a build, without values of Secrets; empty if there are none. */
export async function warningsOf(stderr: string, sources: BuildSources): Promise<string> {
  const warnings = withoutLog(stderr).trim();
  if (warnings.split('\n').every((line) => line === '' || DEPRECATION.test(line))) return warnings;
  const words = await wordsOf(sources);
  return shortened(
    warnings
      .split('\n')
      .map((line) => (DEPRECATION.test(line) ? line : shownOf(line, words)))
      .join('\n'),
  );
}

/** @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.7.1/api/types/kustomization.go */
const DEPRECATION =
  /^# Warning: '\w+' is deprecated\. Please use '\w+' instead\.( \[EXPERIMENTAL\])? Run 'kustomize edit fix' [\w ]+\.$/;

/** Reads the files once more, which only builds that fail or warn need. */
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

/** The characters that begin a quotation, and those that end it. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['[', ']'],
  ['{', '}'],
]);

/** A reference to an object, as Kustomize writes it: `Secret.v1.[noGrp]/payments.[noNs]`. */
const REFERENCE = /^[A-Z]\w*\.[\w[\]-]+\.[\w.[\]-]+\/[\w.[\]-]+$/;

/** A message in which quotations are hidden, except for names that may be shown, and so are values of Secrets. */
function shownOf(message: string, words: SecretWords): string {
  return words.hideIn(withoutCredentials(withoutQuotations(message.slice(0, 10 * MAX_LENGTH), words)));
}

/** A quotation may contain the character that ends it: an unknown one is hidden up to the last character that could end it. */
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

/** The end of a quotation that may be shown; undefined if it may not. */
function knownQuotation(message: string, start: number, end: string, words: SecretWords): number | undefined {
  for (let at = message.indexOf(end, start + 1); at >= 0; at = message.indexOf(end, at + 1)) {
    const quoted = message.slice(start + 1, at);
    if (words.isShown(quoted) || FIXED.has(quoted) || REFERENCE.test(quoted)) return at;
    if (at - start > 300) return undefined;
  }
  return undefined;
}

/** What Kustomize itself writes in quotes or brackets. */
const FIXED = new Set([
  ...['', ':', 'noGrp', 'noNs', 'noVer', 'noName'],
  ...['Component', 'Kustomization', 'kustomization.yaml', 'kustomization.yml'],
  ...['sortOptions.order', 'fifo, legacy'],
]);

function shortened(message: string): string {
  return message.length <= MAX_LENGTH ? message : `${message.slice(0, MAX_LENGTH)}…`;
}
