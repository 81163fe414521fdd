import { describe, expect, it } from 'vitest';
import { inBrowser, whyNoBrowser } from './browser.test-helper.ts';
import { pageOfMany } from './many-services.test-helper.ts';

const skipped = whyNoBrowser();
if (skipped !== undefined) console.log(skipped);

/** A page that is sent to others, and opened from a ticket. */
const MAX_BYTES = 1_500_000;

let made: Promise<string> | undefined;
/** It takes seconds, so it is made once. */
function largePage(): Promise<string> {
  made ??= pageOfMany(200);
  return made;
}

describe('the page of 200 services', () => {
  it('is smaller than 1.5 MB', async () => {
    expect(Buffer.byteLength(await largePage())).toBeLessThan(MAX_BYTES);
  });
});

describe.skipIf(skipped !== undefined)('the page of 200 services in a browser', () => {
  const open = inBrowser();

  it('builds only what is looked at, and finds and shows each service', async () => {
    const { page, noise } = await open(await largePage());
    expect(await page.getByRole('row').count()).toBe(0);
    await page.keyboard.press('/');
    await page.keyboard.type('service-0150');
    await page.keyboard.press('Enter');
    expect(await page.locator('#details h2').innerText()).toBe('service-0150');
    const part = await page.getByRole('button', { name: /^service-0150, in/ }).boundingBox();
    const frame = await page.locator('#picture').boundingBox();
    expect(part?.y).toBeGreaterThan(frame?.y ?? 0);
    expect(part?.y).toBeLessThan((frame?.y ?? 0) + (frame?.height ?? 0));
    await page.getByRole('tab', { name: 'Who reaches whom' }).click();
    expect(await page.getByText('Shown are 40 of 202 callers and 40 of 200 ports.').isVisible()).toBe(true);
    expect(noise).toEqual([]);
  });
});
