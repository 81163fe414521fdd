/** How a text ends its lines, begins and ends, apart from what it says. */
interface Form {
  readonly lineEnds: string;
  readonly mark: boolean;
  readonly end: string;
}

/** What a text says, whatever its line ends, byte order mark and empty lines at the end. */
export function withoutForm(text: string): string {
  return withLineFeeds(text).trimEnd();
}

/** The text as it is, with the line ends of Unix and without a byte order mark. */
export function withLineFeeds(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

/**
 * What differs in the form of two texts, and what to do, in sentences; undefined if nothing does.
 *
 * @param root the name of the folder that all trees are in.
 */
export function formDifference(found: string, wanted: string, root: string): string | undefined {
  const [is, was] = [formOf(found), formOf(wanted)];
  const sentences = [
    ...(is.lineEnds !== was.lineEnds
      ? [
          `Its lines end in ${is.lineEnds}, not in ${was.lineEnds}. Git does that where core.autocrlf is set: write "${root}/** -text" into the .gitattributes beside ${root}, and emit again.`,
        ]
      : []),
    ...(is.mark && !was.mark ? ['It begins with a byte order mark, as some editors write it: emit again.'] : []),
    ...(is.end !== was.end ? ['It ends in other line ends or spaces: emit again.'] : []),
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
