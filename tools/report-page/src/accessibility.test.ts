import { describe, expect, it } from 'vitest';
import { findingsOf } from './axe.test-helper.ts';
import { inBrowser, whyNoBrowser } from './browser.test-helper.ts';
import { tillPage } from './till.test-helper.ts';

const skipped = whyNoBrowser();
if (skipped !== undefined) console.log(skipped);

const HASHES = [
  '#view=map&service=shop',
  '#view=map&connections=1.2',
  '#view=services',
  '#view=connections&environment=staging',
  '#view=matrix&pair=2.0',
  '#view=findings',
];

describe.skipIf(skipped !== undefined)('the page', () => {
  const open = inBrowser();

  it.each([
    ...HASHES.map((hash) => ['light', 1280, hash] as const),
    ['dark', 390, '#view=matrix&pair=2.0'] as const,
    ['dark', 1280, '#view=findings&service=shop'] as const,
  ])('has nothing in which axe finds a fault: %s, %d pixels, %s', async (colorScheme, width, hash) => {
    const { page } = await open(await tillPage(), { hash, colorScheme, viewport: { width, height: 800 } });
    expect(await findingsOf(page)).toEqual([]);
  });

  it('is used with the keyboard alone', async () => {
    const { page } = await open(await tillPage());
    const focused = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim().split('\n')[0] ?? '';
      });
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    // The environment: one stop, arrow keys within.
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    expect(page.url()).toContain('environment=staging');
    await page.keyboard.press('ArrowRight');
    // Search, colours, tabs, the tools of the map, the map.
    for (let stop = 0; stop < 7; stop += 1) await page.keyboard.press('Tab');
    const part = await focused();
    expect(part).toMatch(/ledger|shop|archive/);
    await page.keyboard.press('ArrowLeft');
    const next = await focused();
    expect(next).not.toBe(part);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('details-title');
    // Back to where it was opened.
    await page.keyboard.press('Escape');
    expect(await focused()).toBe(next);
  });

  it('shows where the keyboard is', async () => {
    const { page } = await open(await tillPage());
    for (let stop = 0; stop < 12; stop += 1) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(() => {
        const element = document.activeElement;
        // The choice of the environment shows it at its label.
        const shown = element?.matches('[type=radio]') ? element.nextElementSibling : element;
        return shown === null || shown === undefined ? 'none' : getComputedStyle(shown).outlineStyle;
      });
      expect(outline).toBe('solid');
    }
  });

  it('goes from tab to tab with the arrow keys', async () => {
    const { page } = await open(await tillPage());
    await page.getByRole('tab', { name: 'Map' }).focus();
    for (const name of ['Services', 'Connections', 'Who reaches whom', /^Findings/, 'Map']) {
      await page.keyboard.press('ArrowRight');
      const panel = page.getByRole('tabpanel', { name });
      expect(await panel.isVisible()).toBe(true);
    }
  });

  it('says to screen readers what is shown', async () => {
    const { page } = await open(await tillPage());
    for (const role of ['main', 'banner', 'complementary', 'search'] as const) {
      expect(await page.getByRole(role).count()).toBe(1);
    }
    await page.getByRole('button', { name: 'shop, in mall' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Details of shop, in production');
  });

  it('is light or dark as the system is, or as the reader chooses', async () => {
    const { page } = await open(await tillPage(), { colorScheme: 'dark' });
    const ground = () =>
      page.evaluate(() => getComputedStyle(document.body.parentElement ?? document.body).backgroundColor);
    const dark = await ground();
    await page.getByLabel('Colours').selectOption('light');
    const light = await ground();
    expect(light).not.toBe(dark);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByLabel('Colours').selectOption('auto');
    expect(await ground()).toBe(light);
    await page.getByLabel('Colours').selectOption('dark');
    expect(await ground()).toBe(dark);
  });

  it('is not wider than a telephone', async () => {
    for (const hash of HASHES) {
      const { page } = await open(await tillPage(), { hash, viewport: { width: 390, height: 844 } });
      expect([hash, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([hash, 390]);
    }
  });

  it('shows on a telephone what a wide screen shows beside the map, below it', async () => {
    const { page } = await open(await tillPage(), { viewport: { width: 390, height: 844 } });
    const map = await page.locator('#picture').boundingBox();
    const start = page.getByRole('complementary').getByRole('heading', { name: 'Start order' });
    expect(await start.isVisible()).toBe(true);
    expect((await start.boundingBox())?.y).toBeGreaterThan((map?.y ?? 0) + (map?.height ?? 0));
  });

  it.each([
    ['of a service', '#service=shop', 'Settings'],
    ['of the environment', '', 'Start order'],
  ])('is printed with the details %s below the rest', async (_, hash, heading) => {
    // The width of a sheet without its margins, in pixels of CSS.
    const { page } = await open(await tillPage(), { hash, viewport: { width: 703, height: 1000 } });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const details = page.getByRole('complementary');
    expect(await details.getByRole('heading', { name: heading }).isVisible()).toBe(true);
    const [rest, box] = [await page.getByRole('main').boundingBox(), await details.boundingBox()];
    expect(box?.y).toBeGreaterThanOrEqual((rest?.y ?? 0) + (rest?.height ?? 0));
    expect(await details.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
  });

  it('is printed whole, on sheets of A4', async () => {
    const { page } = await open(await tillPage(), { hash: '#service=shop' });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    for (const text of ['Map', 'Services', 'Connections', 'Who reaches whom', 'Findings']) {
      expect(await page.getByRole('main').getByRole('heading', { name: text, exact: true }).isVisible()).toBe(true);
    }
    expect(await page.getByRole('tab', { name: 'Map' }).isVisible()).toBe(false);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    // 210 by 297 millimetres, in points.
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
  });
});
