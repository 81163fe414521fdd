/** A docstring, taken apart. */
export interface Docstring {
  /** What stands before the first tag, as Markdown. */
  readonly text: string;
  /** Its tags in order: `@see https://…` has the name `see` and the text behind it. */
  readonly tags: readonly { readonly name: string; readonly text: string }[];
}

/** @param comment the whole comment, with its delimiters. */
export function parseDocstring(comment: string): Docstring {
  const plain = comment
    .trim()
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^ *\* ?/gm, '')
    .replace(/\{@link ([^{}]+)\}/g, '`$1`')
    .trim();
  const [text = '', ...tags] = plain.split(/^(?=@\w+)/m).map((part) => part.trim());
  return { text, tags: tags.map(parseTag) };
}

function parseTag(tag: string): Docstring['tags'][number] {
  const [, name = '', text = ''] = /^@(\w+)\s*(.*)$/s.exec(tag) ?? [];
  return { name, text };
}
