import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, makeRepository, type Repository, writeService } from './repository.test-helper.ts';

let repository: Repository;
beforeEach(async () => {
  repository = await makeRepository();
  await writeService(repository, 'old');
  // Where connections are declared is read in the text of the map.
  await repository.write('map.mjs', '');
  await repository.commit();
});
afterEach(() => repository.remove());

const page = () => readFile('dist/k8s/diff.html', 'utf8');

/** What a picture says of a service: the attribute and the word. */
const drawn = (html: string, name: string) =>
  new RegExp(`data-changes="([^"]*)"[^>]*><title>${name}, `).exec(html)?.[1];

describe('diff --format html', () => {
  it('writes the page of the stack, with what the change does on its map', async () => {
    await writeService(repository, 'shop', 'new');
    await rm('k8s/old', { recursive: true });
    const { code, stdout } = await repository.diff('--format', 'html');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'wrote    dist/k8s/diff.html' });
    const html = await page();
    expect(html).toMatch(/^<!-- Written by k8s-blocks report;/);
    expect(html).toContain('What changes, compared with HEAD, ');
    expect(drawn(html, 'shop')).toBe('base:changes');
    expect(drawn(html, 'old')).toBe('base:deletes');
    expect(html).toContain('ConfigMap old in default');
  });

  it('says where nothing differs', async () => {
    await repository.diff('--format', 'html', '--out', 'dist/k8s');
    const html = await page();
    expect(html).not.toContain('data-changes=');
    expect(html).toContain('nothing differs');
  });

  it('writes to the file that is named, and over no file of others', async () => {
    await writeFile('mine.html', 'mine');
    expectRefusal(await repository.diff('--format', 'html', '--out', 'mine.html'), 'mine.html', 'not written by');
    expect(await readFile('mine.html', 'utf8')).toBe('mine');
    expect((await repository.diff('--format', 'html', '--out', 'other.html')).stdout).toBe('wrote    other.html');
  });

  it('fails on what it is told to fail on, with the page written', async () => {
    await writeService(repository, 'shop', 'new');
    const { code } = await repository.diff('--format', 'html', '--fail-on', 'difference');
    expect({ code, isWritten: (await page()).length > 0 }).toEqual({ code: 1, isWritten: true });
  });
});

describe('diff --format markdown --link', () => {
  it('links to the page', async () => {
    const { stdout } = await repository.diff('--format', 'markdown', '--link', 'https://example.com/a_(1)?x=[y]');
    expect(stdout).toContain('. [See it on the map](https://example.com/a&#95;%281%29?x=&#91;y&#93;).\n');
  });

  it.each(['javascript:alert(1)', 'diff.html', `https://example.com/${'a'.repeat(500)}`])(
    'refuses %s',
    async (link) => {
      expectRefusal(
        await repository.diff('--format', 'markdown', '--link', link),
        '--link',
        'not the address of a page',
      );
    },
  );
});
