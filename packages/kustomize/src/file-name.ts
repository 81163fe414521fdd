/**
 * Whether text is a valid name of a file or folder on every file system: neither `..` nor a path, and without characters that
 * Windows refuses, that are invisible, or that end the file's name in its marker (the semicolon).
 *
 * @see https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions
 */
export function isFileName(text: string): boolean {
  return NAME.test(text) && !/[ .]$/.test(text) && Buffer.byteLength(text) <= MAX_BYTES;
}

/** The rule of {@link isFileName} as a sentence, for a remedy. */
export const FILE_NAME_RULE =
  'A name has at most 255 bytes, does not end in a dot or a space, and has no / \\ : * ? " < > | ; or characters that do not show.';

/** The limit of Linux, macOS and Windows: NAME_MAX of limits.h. */
const MAX_BYTES = 255;

const NAME = /^[^/\\:*?"<>|;\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u;
