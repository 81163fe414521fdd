import { printableMarkdown, quote } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/** Longer than any address of an artifact, and short enough for a comment. */
const MAX_LENGTH = 500;

/**
 * A link to the page of a difference as Markdown, for the end of a paragraph: ` [On the map](https://…).`; empty without an address.
 *
 * @throws Refusal if the address is not one of the web.
 */
export function pageLink({ link }: { readonly link?: string | undefined }): string {
  if (link === undefined || link === '') return '';
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.href.length > MAX_LENGTH) {
    const remedy = 'Give the whole address of the page: --link https://example.com/diff.html.';
    throw new Refusal({ field: '--link', problem: `${quote(link)} is not the address of a page.`, remedy });
  }
  // An address may hold parentheses, which would end the link.
  const address = printableMarkdown(url.href.replaceAll('(', '%28').replaceAll(')', '%29'));
  return ` [See it on the map](${address}).`;
}
