import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inBrowser, whyNoBrowser } from './browser.test-helper.ts';
import { tillPage } from './till.test-helper.ts';

const skipped = whyNoBrowser();
if (skipped !== undefined) console.log(skipped);

/** A point beside the line of an arrow, off its ports, in pixels of the page. */
function besideLineOf(page: Page, arrow: RegExp): Promise<{ readonly x: number; readonly y: number }> {
  return page
    .getByRole('button', { name: arrow })
    .locator('path')
    .first()
    .evaluate((path) => {
      if (!(path instanceof SVGPathElement)) throw new Error('It is no path.');
      const [start, ahead] = [path.getPointAtLength(12), path.getPointAtLength(13)];
      // Six pixels to the left of the direction in which it leads.
      const beside = new DOMPoint(start.x + 6 * (ahead.y - start.y), start.y - 6 * (ahead.x - start.x));
      const { x, y } = beside.matrixTransform(path.getScreenCTM() ?? undefined);
      return { x, y };
    });
}

describe.skipIf(skipped !== undefined)('in the map', () => {
  const open = inBrowser();
  const heading = (page: Page) => page.locator('#details h2').innerText();

  it('an arrow is clicked beside its line, and marked before', async () => {
    const { page } = await open(await tillPage());
    const { x, y } = await besideLineOf(page, /^shop → ledger/);
    await page.mouse.move(x, y);
    const colour = () =>
      page
        .locator('[data-arrow="s2-s0"] path')
        .last()
        .evaluate((path) => getComputedStyle(path).fill);
    const marked = await colour();
    await page.mouse.click(x, y);
    expect(await heading(page)).toBe('shop → ledger');
    await page.keyboard.press('Escape');
    await page.mouse.move(0, 0);
    expect(await colour()).not.toBe(marked);
  });

  it('an arrow is touched beside its line', async () => {
    const { page } = await open(await tillPage(), { hasTouch: true, viewport: { width: 390, height: 844 } });
    const { x, y } = await besideLineOf(page, /^anywhere → shop/);
    await page.touchscreen.tap(x, y);
    expect(await heading(page)).toBe('anywhere → shop');
  });

  it('keys reach every service and every arrow of the environment, and open them', async () => {
    const { page } = await open(await tillPage());
    await page.locator('#picture [tabindex="0"]').focus();
    const opened: string[] = [];
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Enter');
      opened.push(await heading(page));
      await page.keyboard.press('Escape');
      await page.keyboard.press('PageDown');
    }
    expect(opened).toEqual(['ledger', 'archive', 'shop', 'anywhere → shop', 'shop → ledger', 'shop → ledger']);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    expect(await heading(page)).toBe('ledger');
    await page.keyboard.press('Escape');
    // What is not in an environment is passed over.
    await page.getByRole('radio', { name: 'staging' }).check();
    await page.locator('#picture [tabindex="0"]').focus();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Enter');
    expect(await heading(page)).toBe('shop');
  });
});
