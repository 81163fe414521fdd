import { WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { LiveLines } from './live-lines.ts';

/** A terminal of a size, and what is written to it. */
function terminalOf(size: { readonly columns: number; readonly rows: number }) {
  let written = '';
  const write = (text: string) => {
    written += text;
    return true;
  };
  const stream: NodeJS.WriteStream = Object.assign(Object.create(WriteStream.prototype), { write });
  Object.defineProperties(stream, { columns: { value: size.columns }, rows: { value: size.rows } });
  const taken = () => {
    const text = written;
    written = '';
    return text;
  };
  return { live: new LiveLines(stream), taken };
}

const ESC = '\u001b[';

describe('live lines', () => {
  it('are shown in place of those before, and leave nothing when they end', () => {
    const { live, taken } = terminalOf({ columns: 80, rows: 24 });
    live.show(['one', 'two']);
    expect(taken()).toBe('one\ntwo\n');
    live.show(['three']);
    expect(taken()).toBe(`${ESC}2A${ESC}1G${ESC}0Jthree\n`);
    live.show([]);
    expect(taken()).toBe(`${ESC}1A${ESC}1G${ESC}0J`);
    live.hide();
    live.restore();
    expect(taken()).toBe('');
  });

  it('are taken away and come again around what is printed for good', () => {
    const { live, taken } = terminalOf({ columns: 80, rows: 24 });
    live.show(['one']);
    taken();
    live.hide();
    live.restore();
    expect(taken()).toBe(`${ESC}1A${ESC}1G${ESC}0Jone\n`);
  });

  it('fit on the terminal: a line that wraps could not be replaced', () => {
    const { live, taken } = terminalOf({ columns: 10, rows: 5 });
    live.show(['0123456789abc', 'b', 'c', 'd']);
    expect(taken()).toBe('01234567…\nb\n  … and …\n');
  });
});
