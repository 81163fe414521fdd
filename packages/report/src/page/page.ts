import { createHash } from 'node:crypto';
import { printable } from '@k8s-blocks/manifest';
import type { ReportData } from '../data/report-data.ts';
import { MAP_STYLE } from '../drawing/svg-style.ts';
import { escaped } from '../drawing/xml.ts';
import { SCRIPT, STYLE } from './assets.ts';
import { bodyOf } from './body.ts';
import { packed } from './packed.ts';

/** What a report begins with: a file that begins otherwise was not written by us. It must never change. */
export const REPORT_MARKER = '<!-- Written by k8s-blocks report;';

/** A picture is not shown smaller than this share of its size, at which it can still be read: a wide one is scrolled. */
const MIN_SCALE = 0.7;

/**
 * The style of the picture, what the page has of its own, which goes before it, and the width of the picture: by a rule, since a
 * browser lays out a large picture again where a script sets its size.
 */
function styleFor(picture: string): string {
  const width = Number(/^<svg[^>]* width="(\d+)"/.exec(picture)?.[1] ?? 0);
  const rule = `.picture .map { width: clamp(${Math.round(width * MIN_SCALE)}px, 100%, ${width}px); height: auto; }`;
  return `${MAP_STYLE}\n${STYLE}${rule}`;
}

/**
 * A report as one file of HTML, which loads nothing: not from the network, and not from beside it. Its policy lets the browser run
 * and apply only what was written here, whatever the texts of the manifests say.
 *
 * @param picture the map as an element of SVG, without styles: see `drawMap`.
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP
 */
export function reportPage(data: ReportData, picture: string): string {
  const style = styleFor(picture);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(SCRIPT)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return `${REPORT_MARKER} do not edit. Change ${escaped(data.mapFile)} or an app, and run it again. -->
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(titleOf(data))}</title>
<style>${style}</style>
</head>
<body>
${bodyOf(data, picture)}
<script type="application/json" id="report-data">${jsonInHtml(data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function titleOf({ title, difference }: ReportData): string {
  return difference === undefined ? `${title}: who calls whom, and why` : `${title}: what a change does`;
}

/** The hash of a text by which a policy knows it. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** JSON as the content of a script element, which nothing in it can end or comment out. */
function jsonInHtml(data: ReportData): string {
  const { texts, ...others } = packed(data);
  return JSON.stringify({ texts: texts.map(printable), ...others }).replaceAll('<', '\\u003c');
}
