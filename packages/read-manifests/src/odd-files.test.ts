import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report } from '@k8s-blocks/findings';
import { afterAll, describe, expect, it } from 'vitest';
import { readManifests } from './index.ts';
import { readBytes } from './read-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'odd-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

writeFileSync(at('huge.yaml'), '');
truncateSync(at('huge.yaml'), 65 * 1024 * 1024);
writeFileSync(at('nul.yaml'), `${CONFIG}\0`);
writeFileSync(at('plain.yaml'), CONFIG);
symlinkSync('loop.yaml', at('loop.yaml'));
symlinkSync('nowhere.yaml', at('dangling.yaml'));
execFileSync('mkfifo', [at('pipe.yaml')]);

describe('what is not a file of manifests', () => {
  it.each([
    ['a file of 65 MB', at('huge.yaml'), 'This file has 68157440 bytes; 67108864 are read.'],
    ['NUL bytes', at('nul.yaml'), 'This is a binary file, or a text in UTF-16.'],
    ['links in a circle', at('loop.yaml'), 'ELOOP'],
    ['a link that leads nowhere', at('dangling.yaml'), 'ENOENT'],
    ['a named pipe without a writer', at('pipe.yaml'), 'neither a file nor a folder'],
    ['a device without end', '/dev/zero', 'neither a file nor a folder'],
    ['a name that is too long', at('x'.repeat(5000)), 'ENAMETOOLONG'],
    ['a path through a file', at('plain.yaml/below.yaml'), 'ENOTDIR'],
    ['a path with a NUL character', at('a\0b.yaml'), 'null bytes'],
    ['no name at all', '', 'ENOENT'],
  ])('is a finding, and is not waited for: %s', async (_, path, words) => {
    const { objects, findings } = await readManifests([path, at('plain.yaml')]);
    expect(objects).toHaveLength(1);
    expect(findings).toMatchObject([{ rule: 'unreadable', severity: 'error', file: path }]);
    expect(findings[0]?.problem).toContain(words);
  });

  it('is not waited for either where it took the place of a file that was looked at', async () => {
    await expect(readBytes(at('pipe.yaml'))).rejects.toThrow('This is not a regular file.');
    await expect(readBytes('/dev/zero')).rejects.toThrow('This is not a regular file.');
    expect(await readBytes(at('plain.yaml'))).toEqual(await readFile(at('plain.yaml')));
  });

  it.each([
    ['no manifest', 'a: 1\n', 1],
    ['no object', '- 1\n', 5],
  ])('may have any name, and is %s: what is printed of it is text', async (_, content, count) => {
    const names = ['\u001b[2J.yaml', '::error::x.yaml', 'a\nb.yaml', '\u202ea.yaml', '##[error].yaml'];
    mkdirSync(at('names'), { recursive: true });
    for (const name of names) writeFileSync(join(at('names'), name), content);
    const { findings } = await readManifests([at('names')]);
    expect(findings).toHaveLength(count);
    for (const format of ['text', 'json', 'sarif', 'github'] as const) {
      const printed = report({ findings, waived: [] }, format);
      expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]|##\[/u);
      const commands = printed.split('\n').filter((line) => line.trimStart().startsWith('::'));
      expect(commands).toHaveLength(format === 'github' ? count : 0);
    }
  });
});
