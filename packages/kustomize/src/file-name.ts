/**
 * Whether text is the name of a file or folder on every file system, and nothing else: neither `..` nor a path, and without
 * characters that Windows refuses, that do not show, or (the semicolon) that end the name of a file in its marker.
 *
 * @see https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions
 */
export function isFileName(text: string): boolean {
  return NAME.test(text) && !/[ .]$/.test(text);
}

/** What {@link isFileName} says, for a remedy. */
export const FILE_NAME_RULE =
  'A name neither ends in a dot or a space, nor holds / \\ : * ? " < > | ; or characters that do not show.';

const NAME = /^[^/\\:*?"<>|;\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u;
