/** The command that makes a file. Each command leaves the files of the other alone. */
export type Maker = 'emit' | 'build';

/** The beginning of the marker. It must never change: files of earlier versions are recognized by it. */
const MARKERS: Readonly<Record<Maker, string>> = {
  emit: 'Emitted by k8s-blocks as ',
  build: 'Built by k8s-blocks as ',
};

/**
 * The text of a file below its marker, which is the first line. The marker names the file: a copy at another path is
 * therefore not taken for an emitted file, and neither overwritten nor removed.
 *
 * @param path the file's path below the root of all trees, with slashes. The comment has the syntax of Markdown in a `.md`
 * file, and that of YAML in any other.
 * @param source where to change it, and how to make it again, in a few words.
 */
export function marked(path: string, text: string, maker: Maker, source: string): string {
  return `${markerOf(path, maker)} do not edit. ${source}${commentOf(path).close}\n${text}`;
}

/** The beginning of a file that the command has written to the path. */
export function markerOf(path: string, maker: Maker): string {
  return `${commentOf(path).open}${MARKERS[maker]}${path};`;
}

function commentOf(path: string): { readonly open: string; readonly close: string } {
  return path.endsWith('.md') ? { open: '<!-- ', close: ' -->\n' } : { open: '# ', close: '' };
}
