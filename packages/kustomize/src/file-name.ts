/**
 * Whether text is the name of a file or folder on every file system, and nothing else: neither `..` nor a path, and without
 * characters that Windows refuses, that do not show, or (the semicolon) that end the name of a file in its marker.
 *
 * @see https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions
 */
export function isFileName(text: string): boolean {
  return NAME.test(text) && !/[ .]$/.test(text) && Buffer.byteLength(text) <= MAX_BYTES;
}

/** What {@link isFileName} says, for a remedy. */
export const FILE_NAME_RULE =
  'A name has at most 255 bytes, does not end in a dot or a space, and has no / \\ : * ? " < > | ; or characters that do not show.';

/** What Linux, macOS and Windows take: NAME_MAX of limits.h. */
const MAX_BYTES = 255;

const NAME = /^[^/\\:*?"<>|;\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u;
