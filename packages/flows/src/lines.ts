import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '@k8s-blocks/refusal';

/** A line of a log. */
export interface Line {
  /** The file that it is of, where there are several. */
  readonly file?: string;
  /** From 1. */
  readonly number: number;
  /** Its text; undefined for one that is too long to be a flow, of which nothing is kept. */
  readonly text: string | undefined;
}

/** The longest line that is read, in bytes. One of Hubble has a few kilobytes. */
export const MAX_LINE = 1024 * 1024;

const LINE_FEED = 0x0a;

/** How a file that gzip compressed begins. */
const GZIP = [0x1f, 0x8b];

/**
 * The lines of a file, one after the other, so that it may be larger than the memory; of one that is compressed by gzip, those of what it
 * holds.
 *
 * @throws Refusal if there is no such file, it cannot be read, or what is compressed is damaged or cut off.
 */
export async function* linesOfFile(path: string): AsyncGenerator<Line> {
  try {
    yield* linesOf(uncompressed(createReadStream(path)));
  } catch (error) {
    throw refusalOf(error, path);
  }
}

/** The lines of some bytes. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 0;
  let parts: Uint8Array[] = [];
  let length = 0;
  const ended = (last: Uint8Array): Line => {
    number += 1;
    const isTooLong = length + last.length > MAX_LINE;
    const text = isTooLong ? undefined : Buffer.concat([...parts, last]).toString('utf8');
    parts = [];
    length = 0;
    return { number, text };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield ended(chunk.subarray(start, end));
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    length += rest.length;
    // Of a line that is too long only the length is kept.
    parts = length > MAX_LINE ? [] : [...parts, rest];
  }
  if (length > 0) yield ended(new Uint8Array());
}

async function* uncompressed(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = file[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const all = joined(first.value, chunks);
  if (!GZIP.every((byte, index) => first.value[index] === byte)) {
    yield* all;
    return;
  }
  const gunzip = createGunzip();
  // An error of the one destroys the other, and is thrown where it is read.
  pipeline(Readable.from(all), gunzip, () => {});
  yield* gunzip;
}

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function refusalOf(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') {
    const remedy = 'Give the log of a flow observer: hubble observe --last 100000 -o jsonpb > flows.jsonl.';
    return new Refusal({ file, problem: 'There is no such file.', remedy });
  }
  if (code === 'EISDIR') return new Refusal({ file, problem: 'It is a folder.', remedy: 'Give a file of flows.' });
  if (!code.startsWith('Z_')) return error;
  const problem = 'What is compressed in it is damaged, or cut off.';
  return new Refusal({ file, problem, remedy: 'Compress it anew, or give it uncompressed.' });
}
