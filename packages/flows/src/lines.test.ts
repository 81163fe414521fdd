import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linesOf, linesOfFile } from './index.ts';
import { MAX_LINE } from './lines.ts';
import { compared } from './shop.test-helper.ts';

const RUNS = runs({ usual: 100, long: 5000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flows-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a log is read line by line', () => {
  it('whatever its chunks are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r', '漢') }),
        fc.nat(7),
        async (text, size) => {
          const bytes = Buffer.from(text);
          const read = [];
          for await (const line of linesOf(chunksOf(bytes, size + 1))) read.push(line.text);
          const lines = text.split('\n');
          if (lines.at(-1) === '') lines.pop();
          expect(read).toEqual(lines);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('without the text of one that is too long, and on with the next', async () => {
    const bytes = Buffer.from(`a\n${'x'.repeat(2 * MAX_LINE + 5)}\nb`);
    const read = [];
    for await (const line of linesOf(chunksOf(bytes, 65_536))) read.push(line);
    expect(read).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: undefined },
      { number: 3, text: 'b' },
    ]);
  });

  it('from a file that gzip compressed, whatever it is called', async () => {
    const path = join(folder, 'flows.log');
    await writeFile(path, gzipSync('web,ledger,3000\nb\n'));
    expect(await textsOf(path)).toEqual(['web,ledger,3000', 'b']);
    await writeFile(path, '');
    expect(await textsOf(path)).toEqual([]);
  });

  it('and is refused where it is not there, is a folder, or is cut off', async () => {
    const path = join(folder, 'flows.gz');
    await expect(textsOf(path)).rejects.toThrow(`${path}\n  There is no such file.`);
    await expect(textsOf(folder)).rejects.toThrow('It is a folder.');
    await writeFile(path, gzipSync('web,ledger,3000\n'.repeat(100_000)).subarray(0, 500));
    await expect(textsOf(path)).rejects.toThrow('What is compressed in it is damaged, or cut off.');
  });
});

describe('whatever lines a log has', () => {
  const odd = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom('{}', '{"flow":{}}', '[', '\u0000', ',,,', '"a","b","80"', '../..,a/b/c,1'),
  );
  const anything = fc.anything({ maxDepth: 2 });
  const end = fc.record({
    namespace: anything,
    labels: fc.oneof(anything, fc.array(fc.string())),
    pod_name: anything,
    workloads: anything,
  });
  const flow = fc.record(
    {
      verdict: fc.oneof(fc.constant('FORWARDED'), anything),
      is_reply: fc.oneof(fc.constant(false), anything),
      l4: fc.oneof(fc.constant({ TCP: { destination_port: 80 } }), anything),
      IP: fc.oneof(
        fc.record({ source: fc.oneof(fc.ipV4(), fc.ipV6(), anything), destination: fc.oneof(fc.ipV4(), anything) }),
        anything,
      ),
      source: fc.oneof(end, anything),
      destination: fc.oneof(end, anything),
      destination_names: anything,
      destination_service: anything,
    },
    { requiredKeys: [] },
  );

  it('it is compared, each line is counted, and none is taken for more than it says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            odd,
            flow.map((each) => textOf({ flow: each })),
          ),
          { maxLength: 5 },
        ),
        async (lines) => {
          const { counts, notUnderstood } = await compared(lines);
          const { connections, replies, nameResolutions, fromNodes, ofOthers } = counts;
          const strange = notUnderstood.reduce((sum, { count }) => sum + count, 0);
          expect(counts.lines).toBe(lines.length);
          expect(replies + ofOthers + fromNodes + nameResolutions + connections).toBeLessThanOrEqual(lines.length);
          expect(strange).toBeLessThanOrEqual(2 * lines.length);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));
}

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function textsOf(path: string): Promise<(string | undefined)[]> {
  const texts = [];
  for await (const { text } of linesOfFile(path)) texts.push(text);
  return texts;
}
