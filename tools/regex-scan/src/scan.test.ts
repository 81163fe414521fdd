import { describe, expect, it } from 'vitest';
import { scan } from './scan.ts';

/** The problems of the expressions of a module, each with its location. */
async function problemsIn(text: string): Promise<readonly string[]> {
  const { problems } = await scan([{ file: 'a.ts', text }]);
  return problems.map(({ file, object, problem }) => `${file} ${object}: ${problem}`);
}

describe('a regular expression is refused', () => {
  it.each([
    ['whose time is exponential', '/^(a+)+$/', 'exponential'],
    ['whose time is exponential by alternatives', '/^(?:a|a)*$/', 'exponential'],
    ['whose time grows with the square', '/ +$/', 'polynomial'],
    ['whose time grows with the square at the beginnings of lines', '/^\\s*:/m', 'polynomial'],
    ['whose time grows with the square within a lookahead', '/a(?=.*b.*c)/s', 'polynomial'],
    ['that looks to the end for one alternative, and finds another', '/<[^>]*>|./g', 'polynomial'],
    ['that looks to the end for an optional part, and leaves it out', '/\\w(?:.*;)?/g', 'polynomial'],
    ['that is sticky, and looks to the end at every position', '/<[^>]*>|./y', 'polynomial'],
  ])('%s', async (_, code, complexity) => {
    const [problem, ...others] = await problemsIn(`export const found = text.match(${code});`);
    expect(problem).toContain(`a.ts:1 ${code}: It`);
    expect(problem).toContain(`takes ${complexity} time, such as for '`);
    expect(others).toEqual([]);
  });

  it('that splits text, and looks to the end at every position', async () => {
    expect(await problemsIn('text.split(/<[^>]*>|./);')).toEqual([expect.stringContaining('polynomial')]);
  });

  it.each([
    ['a text', "RegExp(' +$')"],
    ['a template of constants', "const end = '$';\nnew RegExp(` +${end}`)"],
    ['a raw template', 'new RegExp(String.raw`\\s+$`)'],
    ['a sum', "const end = '$';\nnew RegExp(' +' + end, 'g')"],
    ['another expression', 'const slow = / +$/;\nnew RegExp(slow)'],
    ['the source of another', "const slow = / +$/;\nnew RegExp(slow.source, 'g')"],
  ])('that is made of %s', async (_, code) => {
    const problems = await problemsIn(code);
    expect(problems.at(-1)).toContain('polynomial');
  });

  it.each([
    ['an argument', 'const made = (name: string) => new RegExp(name);'],
    ['a name of several values', "() => { const a = 'a'; };\n() => { const a = ' +$'; new RegExp(a); };"],
    ['itself', 'const a = `${a}`;\nnew RegExp(a);'],
  ])('that is made of %s, since it can be anything', async (_, code) => {
    expect(await problemsIn(code)).toEqual([expect.stringContaining('more than constants')]);
  });
});

it('a module that cannot be parsed is named, with the position', async () => {
  const { problems } = await scan([{ file: 'a.ts', text: 'export const = 1;' }]);
  expect(problems).toEqual([
    { file: 'a.ts', problem: expect.stringContaining('It cannot be parsed: Unexpected token (1:13)') },
  ]);
});

describe('a regular expression is accepted', () => {
  it.each([
    ['that is linear', '/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/'],
    ['that looks no further than it matches', '/<[^<>]*>|./g'],
    ['of Unicode properties', '/[\\p{Cc}\\p{Zl}]/gu'],
  ])('%s', async (_, code) => {
    expect(await problemsIn(`export const found = text.match(${code});`)).toEqual([]);
  });

  it('that a comment above it accepts, with a reason', async () => {
    const reason = '// regex: the text is a name of\n// at most 63 characters.\n';
    const accepted = await scan([{ file: 'a.ts', text: `${reason}text.replace(/ +$/, '');` }]);
    expect(accepted).toEqual({ count: 1, accepted: 1, problems: [] });
  });

  it.each([
    ['without a reason', '// regex:\ntext.match(/ +$/);'],
    ['above something else', '// regex: short\nconst a = 1;\ntext.match(/ +$/);'],
    ['behind it', 'text.match(/ +$/);\n// regex: short'],
  ])('not by a comment %s', async (_, text) => {
    expect(await problemsIn(text)).toHaveLength(1);
  });
});
