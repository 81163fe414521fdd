import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The script and the style of the page, each as one text. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** The browsers that the page is for: those of the last two years. `light-dark()` needs them. */
const BROWSERS = ['chrome123', 'firefox120', 'safari17.5'];

/** Bundles the script and the style of the page. */
export async function pageAssets(): Promise<PageAssets> {
  const [script = '', style = ''] = await Promise.all([bundled('client/main.ts'), bundled('style/main.css')]);
  return { script, style };
}

async function bundled(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(path, import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: BROWSERS,
    // The script is text within a page: no other characters than those of ASCII can be misread.
    charset: 'ascii',
    tsconfigRaw: {},
    logLevel: 'silent',
    write: false,
  });
  return (outputFiles[0]?.text ?? '').trimEnd();
}

/** The module of packages/report that holds them as text, so that nobody who uses it needs a bundler. */
export function assetsModule({ script, style }: PageAssets): string {
  return `/**
 * The script and the style of the page, of tools/report-page/src/client and tools/report-page/src/style. Written by a program. To
 * renew them:
 *
 *     node --import tsx tools/report-page/src/main.ts
 */
export const SCRIPT = ${templateOf(script)};

export const STYLE = ${templateOf(style)};
`;
}

function templateOf(text: string): string {
  return `\`${text.replace(/[\\`]|\$\{/g, (each) => `\\${each}`)}\``;
}
