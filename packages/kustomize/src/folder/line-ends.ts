/** The form of a text, apart from its content: line ends, byte order mark, white space at the end. */
interface Form {
  readonly lineEnds: string;
  readonly mark: boolean;
  readonly end: string;
}

/** The content of a text, without its form: with LF, without a byte order mark and white space at the end. */
export function withoutForm(text: string): string {
  return withLineFeeds(text).trimEnd();
}

/** The text with the line ends of Unix (LF), and without a byte order mark. */
export function withLineFeeds(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

/**
 * How the forms of two texts differ, and what to do, in sentences; undefined if they do not.
 *
 * @param root the name of the folder that all trees are in.
 */
export function formDifference(found: string, wanted: string, root: string): string | undefined {
  const [is, expected] = [formOf(found), formOf(wanted)];
  const sentences = [
    ...(is.lineEnds !== expected.lineEnds
      ? [
          `Its lines end in ${is.lineEnds}, not in ${expected.lineEnds}. Git does that where core.autocrlf is set: write "${root}/** -text" into the .gitattributes beside ${root}, and emit again.`,
        ]
      : []),
    ...(is.mark && !expected.mark ? ['It begins with a byte order mark, as some editors write it: emit again.'] : []),
    ...(is.end !== expected.end ? ['It ends in other line ends or spaces: emit again.'] : []),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function formOf(text: string): Form {
  const lines = withLineFeeds(text);
  const ends = [
    ...(text.includes('\r\n') ? ['CRLF'] : []),
    ...(/\r(?!\n)/.test(text) ? ['CR'] : []),
    ...(/(?<!\r)\n/.test(text) ? ['LF'] : []),
  ];
  return {
    lineEnds: ends.length === 0 ? 'LF' : ends.join(' and '),
    mark: text.startsWith('\ufeff'),
    end: lines.slice(lines.trimEnd().length),
  };
}
