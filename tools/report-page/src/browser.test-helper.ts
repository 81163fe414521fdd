import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

/** What Chromium is called on the PATH, if `CHROMIUM` does not name it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The Chromium of this machine; undefined if it has none. */
function chromiumPath(): string | undefined {
  const { CHROMIUM, PATH = '' } = process.env;
  const candidates = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...(CHROMIUM === undefined ? [] : [CHROMIUM]), ...candidates].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Why the tests in a browser are skipped, as one line; undefined if they are not. */
export function whyNoBrowser(): string | undefined {
  if (chromiumPath() !== undefined) return undefined;
  return 'Skipped: the page in a browser. Neither CHROMIUM nor the PATH names a Chromium.';
}

/** A page that is open, and what it did besides showing itself. */
export interface OpenPage {
  readonly page: Page;
  /** What was asked for besides the page itself, errors of its script, and what it printed. */
  readonly noise: readonly string[];
}

/** Opens pages in one browser, which is closed after the tests of a file. */
export function inBrowser(): (html: string, options?: BrowserContextOptions & { hash?: string }) => Promise<OpenPage> {
  const folder = mkdtempSync(join(tmpdir(), 'report-page-'));
  let browser: Browser;
  let opened = 0;
  beforeAll(async () => {
    // Containers run tests as root, for whom Chromium has no sandbox.
    browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return async (html, { hash = '', ...options } = {}) => {
    opened += 1;
    const file = join(folder, `${opened}.html`);
    writeFileSync(file, html);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const noise: string[] = [];
    const url = pathToFileURL(file).href;
    const asked = (request: Request) => {
      if (request.url().split('#')[0] !== url) noise.push(`asked for ${request.url()}`);
    };
    page.on('requestfinished', asked);
    page.on('requestfailed', (request) => {
      // What the policy of the page does not allow is not even asked for.
      if (request.failure()?.errorText !== 'csp') asked(request);
    });
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
    page.on('console', (message) => noise.push(`printed: ${message.text()}`));
    page.on('dialog', (dialog) => {
      noise.push(`said: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(url + hash);
    return { page, noise };
  };
}
