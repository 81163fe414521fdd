import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inBrowser, whyNoBrowser } from './browser.test-helper.ts';
import { tillPage } from './till.test-helper.ts';

const skipped = whyNoBrowser();
if (skipped !== undefined) console.log(skipped);

describe.skipIf(skipped !== undefined)('the search', () => {
  const open = inBrowser();
  const found = (page: Page) => page.getByRole('listbox', { name: 'What was found' });

  it.each([
    ['a service', 'ledger', 'ledger'],
    ['a connection, by its reason', 'book sold', 'shop → ledger'],
    ['an object', 'shop-keys', 'shop'],
  ])('finds %s, and opens it with Enter', async (_, text, heading) => {
    const { page } = await open(await tillPage());
    await page.keyboard.press('/');
    await page.keyboard.type(text);
    expect(await found(page).getByRole('option').count()).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#details h2').innerText()).toBe(heading);
    expect(await found(page).getByRole('option').count()).toBe(0);
  });

  it('is walked through with arrow keys, and left with Escape', async () => {
    const { page } = await open(await tillPage());
    await page.getByRole('combobox', { name: /^Search/ }).fill('shop');
    const chosen = found(page).getByRole('option', { selected: true });
    const first = await chosen.innerText();
    await page.keyboard.press('ArrowDown');
    expect(await chosen.innerText()).not.toBe(first);
    await page.keyboard.press('Escape');
    expect(await found(page).getByRole('option').count()).toBe(0);
    expect(await page.getByRole('combobox', { name: /^Search/ }).inputValue()).toBe('');
  });

  it('is clicked', async () => {
    const { page } = await open(await tillPage());
    await page.getByRole('combobox', { name: /^Search/ }).fill('sales');
    await found(page)
      .getByRole('option', { name: /anywhere → shop/ })
      .click();
    await expect.poll(() => page.locator('#details h2').innerText()).toBe('anywhere → shop');
  });
});
