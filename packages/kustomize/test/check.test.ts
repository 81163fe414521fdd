import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CheckedFile, check, emit } from '../src/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const CANARY = 'hunter2-correct-horse';
const SECRET = [
  'apiVersion: v1',
  'kind: Secret',
  'metadata:',
  '  name: a',
  'stringData:',
  '  token: REPLACE_WITH_KEY',
  '',
];

/** What check says of one file, which was emitted and then edited. */
async function checkedAfter(
  text: string,
  edit: (emitted: string) => string,
  path = 'base/a.yaml',
): Promise<CheckedFile | undefined> {
  const temporary = temporaryFolder();
  const tree = new Map([[path, text]]);
  await emit(tree, temporary);
  const file = join(temporary.root, 'payments', path);
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
  const [checked] = await check(tree, temporary);
  return checked;
}

const overlay = (patch: string, target = '') =>
  `resources:\n  - ../../base\npatches:\n  - patch: |-\n${patch.replace(/^/gm, '      ')}\n${target}`;
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  HOST: b\n';
const real = (text: string) => text.replace('REPLACE_WITH_KEY', CANARY);
const append = (more: string) => (text: string) => `${text}${more}`;
/** Keeps the marker, and writes something else below it. */
const instead = (more: string) => (text: string) => `${text.slice(0, text.indexOf('\n'))}\n${more}`;

describe('check shows no value of a Secret that was edited', () => {
  it.each<[string, string, (text: string) => string]>([
    ['in its own file', SECRET.join('\n'), real],
    [
      'indented',
      'kind: List\nitems:\n      - apiVersion: v1\n        kind: Secret\n        stringData: {token: REPLACE_WITH_KEY}\n',
      real,
    ],
    ['in flow style', '{kind: Secret, stringData: {token: REPLACE_WITH_KEY}}\n', real],
    ['as JSON', '{"kind": "Secret",\n "stringData": {"token": "REPLACE_WITH_KEY"}}\n', real],
    ['with a tag', 'kind: !!str Secret\nstringData:\n  token: REPLACE_WITH_KEY\n', real],
    ['with an escape', 'kind: "\\u0053ecret"\nstringData:\n  token: REPLACE_WITH_KEY\n', real],
    [
      'of which only the emitted text says the kind',
      SECRET.join('\n'),
      (text) => real(text).replace('kind: Secret\n', ''),
    ],
    ['of which only the emitted text can be parsed', SECRET.join('\n'), (text) => real(text).replace('kind:', 'kind')],
    [
      'in an inline strategic merge patch',
      overlay('kind: Secret\nmetadata:\n  name: a\nstringData:\n  token: REPLACE_WITH_KEY'),
      real,
    ],
    [
      'in an inline JSON patch',
      overlay('- op: add\n  path: /stringData/token\n  value: REPLACE_WITH_KEY', '    target:\n      kind: Secret\n'),
      real,
    ],
    [
      'in an inline JSON patch of an annotation',
      overlay(
        '- op: add\n  path: /metadata/annotations/a\n  value: REPLACE_WITH_KEY',
        '    target:\n      kind: Secret\n',
      ),
      real,
    ],
    [
      'in literals of a generator that was put there',
      'resources: []\n',
      append(`secretGenerator:\n  - literals: [token=${CANARY}]\n`),
    ],
    ['in a document that was put there', CONFIG, append(`---\nkind: Secret\ndata:\n  token: ${CANARY}\n`)],
    ['instead of something else', CONFIG, instead(`kind: Secret\nstringData:\n  token: ${CANARY}\n`)],
    ['as JSON patch operations in a file', CONFIG, instead(`- op: add\n  path: /data/token\n  value: ${CANARY}\n`)],
    ['in a comment', CONFIG, append(`# kind: Secret\n# stringData: {token: ${CANARY}}\n`)],
    ['in what is not YAML', CONFIG, append(`<<<<<<< HEAD\n  token: ${CANARY}\n`)],
  ])('%s', async (_, text, edit) => {
    const { problem, diff } = (await checkedAfter(text, edit)) ?? { problem: '', diff: '' };
    expect(problem).toBe('The file differs from what is emitted.');
    expect(diff).toMatch(/^\(not shown: .* Secret\. What differs in the file as it is: .*\)\n$/);
    expect(diff).not.toContain(CANARY.slice(0, 8));
  });

  it('in a file that is no longer emitted', async () => {
    const temporary = temporaryFolder();
    await emit(new Map([['base/a.yaml', real(SECRET.join('\n'))]]), temporary);
    const [stale] = await check(new Map(), temporary);
    expect(stale).toMatchObject({
      kind: 'stale',
      diff: '(not shown: the file may hold a value of a Secret. It has 7 lines.)\n',
    });
  });

  it('in a README, which may show the command that makes a Secret', async () => {
    const readme = 'kubectl create secret generic a --from-literal=token=<value>\nOr so.\n';
    const checked = await checkedAfter(readme, (text) => text.replace('<value>', CANARY), 'README.md');
    expect(checked?.diff).toBe(
      '(not shown: the text is about a Secret, and may hold a value of it. What differs in the file as it is: line 3.)\n',
    );
  });

  it('but the numbers of the lines that differ', async () => {
    const edit = (text: string) =>
      real(text).replace('kind: Secret\n', 'kind: Secret\nimmutable: true\ntype: Opaque\n').replace('  name: a\n', '');
    const checked = await checkedAfter(SECRET.join('\n'), edit);
    expect(checked?.diff).toBe(
      '(not shown: the file may hold a value of a Secret. What differs in the file as it is: lines 4-5, 1 missing after line 6, line 8.)\n',
    );
  });
});

describe('check shows the difference of', () => {
  it.each<[string, string, (text: string) => string, string]>([
    [
      'a ConfigMap that mentions a Secret',
      `# It is not secret.\n${CONFIG}`,
      (text) => text.replace('HOST: b', 'HOST: c'),
      '-  HOST: c\n+  HOST: b\n',
    ],
    [
      'an overlay that removes a Secret',
      overlay('$patch: delete\nkind: Secret\nmetadata:\n  name: a'),
      (text) => text.replace('../base', '../bass'),
      '-  - ../../bass\n+  - ../../base\n',
    ],
    ['a README that is about no Secret', 'All.\n', append('Mine.\n'), '-Mine.\n'],
  ])('%s', async (_, text, edit, lines) => {
    const checked = await checkedAfter(text, edit, _.includes('README') ? 'README.md' : 'base/a.yaml');
    expect(checked?.diff).toContain(lines);
  });
});

describe('check says of a file that differs only in form', () => {
  const AUTOCRLF =
    'Git does that where core.autocrlf is set: write "k8s/** -text" into the .gitattributes beside k8s, and emit again.';

  it.each<[string, (text: string) => string, string]>([
    [
      'in line ends of Windows',
      (text) => text.replaceAll('\n', '\r\n'),
      `Its lines end in CRLF, not in LF. ${AUTOCRLF}`,
    ],
    ['in some line ends', (text) => text.replace('\n', '\r\n'), `Its lines end in CRLF and LF, not in LF. ${AUTOCRLF}`],
    [
      'in line ends of an old Macintosh',
      (text) => text.replaceAll('\n', '\r'),
      `Its lines end in CR, not in LF. ${AUTOCRLF}`,
    ],
    [
      'in a byte order mark',
      (text) => `\ufeff${text}`,
      'It begins with a byte order mark, as some editors write it: emit again.',
    ],
    ['in empty lines at the end', (text) => `${text}\n\n`, 'It ends in other line ends or spaces: emit again.'],
    ['in the last line end', (text) => text.slice(0, -1), 'It ends in other line ends or spaces: emit again.'],
  ])('%s', async (_, edit, why) => {
    for (const text of [CONFIG, SECRET.join('\n')]) {
      const checked = await checkedAfter(text, edit);
      expect(checked).toMatchObject({
        kind: 'changed',
        problem: `The file differs from what is emitted. ${why}`,
        diff: '',
      });
    }
  });

  it('that it does, also where it is large', async () => {
    const text = `data: |\n${'  line\n'.repeat(100_000)}`;
    const checked = await checkedAfter(text, (emitted) => emitted.replaceAll('\n', '\r\n'));
    expect(checked?.problem).toContain('Its lines end in CRLF, not in LF.');
  });

  it('and else, both: the lines that say something else, and the line ends', async () => {
    const checked = await checkedAfter(CONFIG, (text) => text.replace('HOST: b', 'HOST: c').replaceAll('\n', '\r\n'));
    expect(checked?.problem).toContain('Its lines end in CRLF, not in LF.');
    expect(checked?.diff).toContain(' data:\n-  HOST: c\n+  HOST: b\n');
  });

  it('the file is still emitted again', async () => {
    const temporary = temporaryFolder();
    const tree = new Map([['base/a.yaml', CONFIG]]);
    await emit(tree, temporary);
    temporary.put(
      'payments/base/a.yaml',
      `\ufeff${readFileSync(join(temporary.root, 'payments/base/a.yaml'), 'utf8')}`,
    );
    expect((await emit(tree, temporary)).written).toEqual(['payments/base/a.yaml']);
    expect(await check(tree, temporary)).toEqual([]);
  });
});

describe('check is quick, and says what it does not show, where a file', () => {
  const lines = (count: number, text = (index: number) => `  k${index}: v`) =>
    Array.from({ length: count }, (_, index) => text(index));

  it.each<[string, string, (text: string) => string, string]>([
    [
      'has 8,000 lines the other way round',
      lines(8000).join('\n'),
      (text) => instead(lines(8000).reverse().join('\n'))(text),
      'more than 1000 lines differ',
    ],
    [
      'has 20,000 other lines',
      lines(20_000, () => '- a').join('\n'),
      (text) => text.replaceAll('- a', '- b'),
      'more than 1000 lines differ',
    ],
    [
      'is a Secret with 8,000 lines the other way round',
      `kind: Secret\nstringData:\n${lines(8000).join('\n')}`,
      (text) => instead(lines(8000).reverse().join('\n'))(text),
      'More than 1000 lines differ.',
    ],
    [
      'has 250 kB of blank lines',
      'a: |\n  b\n',
      append('\n'.repeat(250_000).concat('c: 1\n')),
      'more than 1000 lines differ',
    ],
    ['is too large to show', 'a: 1\n', append('x'.repeat(300_000)), 'the file is larger than 256 KiB'],
  ])(
    '%s',
    async (_, text, edit, words) => {
      expect((await checkedAfter(text, edit))?.diff).toContain(words);
    },
    10_000,
  );
});
