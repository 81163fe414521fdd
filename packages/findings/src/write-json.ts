import { printable } from '@k8s-blocks/manifest';

/**
 * A value as indented JSON that may be printed anywhere, and reads back as the same value: characters that do not show are
 * written as JSON escapes, and so is the second `#` of `##`, with which commands to Azure and TeamCity begin.
 */
export function writeJson(value: unknown): string {
  return `${printable(JSON.stringify(value, undefined, 2).replaceAll('##', '#\\u0023'))}\n`;
}
