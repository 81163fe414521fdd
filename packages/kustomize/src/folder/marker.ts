/** What the first line of every emitted file says first. The rest of the line may change; this may not. */
const MARKER = 'Emitted by k8s-blocks as ';

/**
 * An emitted file: its text below a first line that marks it. The line names the file, so that a copy of it in another
 * place is nobody's but its maker's, and neither overwritten nor removed.
 *
 * @param path the file's path below the root of all emitted trees, with slashes. It says how a comment is written:
 * `.md` as Markdown does, everything else as YAML does.
 * @param source where to change it, and how to emit it again, in a few words.
 */
export function marked(path: string, text: string, source: string): string {
  const { open, close } = commentOf(path);
  return `${open}${MARKER}${path}; do not edit. ${source}${close}\n${text}`;
}

/** Whether the text is a file that was emitted to that path. */
export function isMarked(path: string, text: string): boolean {
  return text.startsWith(`${commentOf(path).open}${MARKER}${path};`);
}

function commentOf(path: string): { readonly open: string; readonly close: string } {
  return path.endsWith('.md') ? { open: '<!-- ', close: ' -->\n' } : { open: '# ', close: '' };
}
