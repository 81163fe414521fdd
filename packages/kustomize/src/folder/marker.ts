/** Which command makes a file. Neither takes the files of the other for its own. */
export type Maker = 'emit' | 'build';

/** What the first line of every file says first. The rest of the line may change; this may not. */
const MARKERS: Readonly<Record<Maker, string>> = {
  emit: 'Emitted by k8s-blocks as ',
  build: 'Built by k8s-blocks as ',
};

/**
 * A file as it is written: its text below a first line that marks it. The line names the file, so that a copy of it in
 * another place is nobody's but its maker's, and neither overwritten nor removed.
 *
 * @param path the file's path below the root of all trees, with slashes. It says how a comment is written:
 * `.md` as Markdown does, everything else as YAML does.
 * @param source where to change it, and how to make it again, in a few words.
 */
export function marked(path: string, text: string, maker: Maker, source: string): string {
  return `${markerOf(path, maker)} do not edit. ${source}${commentOf(path).close}\n${text}`;
}

/** How a file begins that was written to that path by that command. */
export function markerOf(path: string, maker: Maker): string {
  return `${commentOf(path).open}${MARKERS[maker]}${path};`;
}

function commentOf(path: string): { readonly open: string; readonly close: string } {
  return path.endsWith('.md') ? { open: '<!-- ', close: ' -->\n' } : { open: '# ', close: '' };
}
