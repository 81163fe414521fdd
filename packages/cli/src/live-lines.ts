import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';

/** How many lines are shown at most: a terminal that is not so high would scroll them away, and could not replace them. */
const MAX_LINES = 20;

/** Lines at the end of a terminal that are shown in place of those before them. */
export class LiveLines {
  readonly #stream: NodeJS.WriteStream;
  #shown = 0;
  #lines: readonly string[] = [];

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Shows lines in place of those that are shown; none ends it. */
  show(lines: readonly string[]): void {
    this.#lines = lines;
    this.hide();
    this.restore();
  }

  /** Takes the lines away, so that something can be printed for good. */
  hide(): void {
    if (this.#shown === 0) return;
    moveCursor(this.#stream, 0, -this.#shown);
    cursorTo(this.#stream, 0);
    clearScreenDown(this.#stream);
    this.#shown = 0;
  }

  /** Shows the lines again. */
  restore(): void {
    const { columns = 80, rows = 24 } = this.#stream;
    const height = Math.max(1, Math.min(MAX_LINES, rows - 2));
    const fitting = this.#lines.length > height ? this.#lines.slice(0, height - 1) : this.#lines;
    const more = this.#lines.length - fitting.length;
    const shown = [...fitting, ...(more === 0 ? [] : [`  … and ${more} more`])].map((line) => cut(line, columns - 1));
    this.#stream.write(shown.map((line) => `${line}\n`).join(''));
    this.#shown = shown.length;
  }
}

/** A line that is not wrapped. */
function cut(line: string, width: number): string {
  return line.length > width ? `${line.slice(0, Math.max(0, width - 1))}…` : line;
}
