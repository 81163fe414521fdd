import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableLine, printableMarkdown } from './index.ts';

/** Texts of anything, with more of what is dangerous than chance would bring. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('::', '##', '[', 'vso[', '\n', '\r\n', '\u001b[2J', '\u202e', ' '),
    ),
  )
  .map((parts) => parts.join(''));

describe('printable text', () => {
  it('shows controls, directions and separators as escapes', () => {
    expect(printable('a\u001b[31mb\tc\u202ed\u2028e\u{e0001}')).toBe('a\\u001b[31mb\\tc\\u202ed\\u2028e\\udb40\\udc01');
    expect(printable('lone \ud800')).toBe('lone \\ud800');
  });

  it('keeps line breaks, and writes those of Windows as one', () => {
    expect(printable('a\r\nb\nc\rd')).toBe('a\nb\nc\\rd');
  });

  it.each([
    ['::error::x', ': :error::x'],
    ['  ::add-mask::x', '  : :add-mask::x'],
    ['+::stop-commands::x', '+: :stop-commands::x'],
    ['a\n::error::x', 'a\n: :error::x'],
    ['a ##[error]x', 'a # #[error]x'],
    ['##VSO[task.setvariable]', '# #VSO[task.setvariable]'],
    ["##teamcity[message text='x']", "# #teamcity[message text='x']"],
  ])('gives no command to a workflow: %j', (given, shown) => {
    expect(printable(given)).toBe(shown);
  });

  it('leaves what is harmless as it is: addresses, headings, paths', () => {
    const harmless = 'fd00::1\n# heading\nnamespace: a::b\nä 漢 🙂';
    expect(printable(harmless)).toBe(harmless);
  });

  it('holds for every text: nothing invisible, no command, and printing again changes nothing', () => {
    fc.assert(
      fc.property(text, (given) => {
        const shown = printable(given);
        expect(shown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^\s*::|##\[|##vso\[/imu);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });
});

describe('a printable line', () => {
  it('is one line', () => {
    expect(printableLine('a\nb\r\nc')).toBe('a b c');
  });
});

describe('printable Markdown', () => {
  it('holds for every text: no markup, no HTML, no mention, no end of a cell', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(printableMarkdown(given).replace(/&#\d+;/g, '')).not.toMatch(/[\\`*_{}[\]<>|#~&@\n]/);
      }),
    );
  });

  it('shows a mention, a table’s bar and a tag as they were written', () => {
    expect(printableMarkdown('@team | <b>')).toBe('&#64;team &#124; &#60;b&#62;');
  });
});
