/** A fenced block of a page. */
export interface Block {
  /** The page and the line of the fence: `docs/ci.md:43`. */
  readonly location: string;
  readonly language: string;
  readonly text: string;
  /** The last file that is named before it, as text or link; a path from the root of the workspace. */
  readonly file: string | undefined;
}

/** A parsed page of the documentation. */
export interface Page {
  readonly path: string;
  readonly blocks: readonly Block[];
  /** Text in backticks that begins like a command. */
  readonly inlineCommands: readonly { readonly location: string; readonly text: string }[];
  readonly links: readonly { readonly location: string; readonly target: string }[];
  /** The anchors of its headings. */
  readonly anchors: ReadonlySet<string>;
}

const FENCE = /^ *(`{3,})([^`]*)$/;
const FILE = /(?<![\w/.@-])(?:\.\.\/)?([\w-]+(?:\/[\w.-]+)*\.(?:ts|json))\b/g;
const COMMAND = /`((?:npx|npm|node|k8s-blocks|kubectl apply|git) [^`]+)`/g;

/** Reads a page of Markdown. */
export function readPage(path: string, markdown: string): Page {
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open:
    | { readonly fence: string; readonly language: string; readonly line: number; readonly lines: string[] }
    | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, fence = '', language = ''] = FENCE.exec(line) ?? [];
    // Lines of blocks are replaced by empty ones, so that the line numbers of prose are those of the page.
    prose.push(open === undefined && fence === '' ? line : '');
    if (open === undefined) {
      if (fence !== '') open = { fence, language: language.trim(), line: index + 1, lines: [] };
    } else if (fence === open.fence && language === '') {
      const file = [...prose.join('\n').matchAll(FILE)].at(-1)?.[1];
      blocks.push({
        location: `${path}:${open.line}`,
        language: open.language,
        text: `${open.lines.join('\n')}\n`,
        file,
      });
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  if (open !== undefined) throw new Error(`${path}:${open.line}: The block does not end.`);
  return {
    path,
    blocks,
    inlineCommands: matches(prose, COMMAND).map(({ line, found }) => ({ location: `${path}:${line}`, text: found })),
    links: matches(
      prose.map((line) => line.replace(/`[^`]*`/g, '``')),
      /\]\(([^()\s]+)\)/g,
    ).map(({ line, found }) => ({ location: `${path}:${line}`, target: found })),
    anchors: new Set(prose.flatMap((line) => /^#+ (.*)$/.exec(line)?.[1] ?? []).map(anchorOf)),
  };
}

function matches(lines: readonly string[], pattern: RegExp) {
  return lines.flatMap((line, index) =>
    [...line.matchAll(pattern)].map(([, found = '']) => ({ line: index + 1, found })),
  );
}

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
