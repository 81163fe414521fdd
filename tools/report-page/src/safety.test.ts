import { describe, expect, it } from 'vitest';
import { inBrowser, whyNoBrowser } from './browser.test-helper.ts';
import { till, tillInput, tillPage } from './till.test-helper.ts';

const skipped = whyNoBrowser();
if (skipped !== undefined) console.log(skipped);

/** What would run in a page that took text for markup, in each place in which it might be taken for it. */
const HOSTILE = [
  `</script><script>alert(1)</script>`,
  `<img src=x onerror=alert(2)>`,
  `"><svg onload=alert(3)>`,
  `' onmouseover='alert(4)`,
  `<!--<script>`,
  `</title></style><iframe src="https://example.com">`,
  '\u202e\u0007${alert(5)}',
].join(' ');

/** The till, with a hostile text wherever somebody else's text may stand. */
async function hostilePage(): Promise<string> {
  const [first, ...others] = till.connections;
  if (first === undefined) throw new Error('There is no connection.');
  const { environments, ...input } = tillInput();
  const why = { ...till, connections: [{ ...first, why: HOSTILE }, ...others] };
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: HOSTILE }, data: { [HOSTILE]: HOSTILE } };
  const finding = { severity: 'error', rule: 'fields', code: 'fields', environment: 'production' } as const;
  return tillPage({
    ...input,
    stack: why,
    title: HOSTILE,
    mapFile: HOSTILE,
    findings: ['shop', 'none'].map((service) => ({
      ...finding,
      service,
      object: HOSTILE,
      problem: HOSTILE,
      why: HOSTILE,
    })),
    declaredAt: () => ({ file: HOSTILE }),
    environments: environments.map(({ services, ...each }) => ({
      ...each,
      services: services.map((build) => ({ ...build, objects: [...build.objects, config] })),
    })),
  });
}

describe.skipIf(skipped !== undefined)('text of others', () => {
  const open = inBrowser();

  it('is shown as text, in every view, and does nothing', async () => {
    const { page, noise } = await open(await hostilePage());
    expect(await page.locator('h1').innerText()).toContain('<img src=x onerror=alert(2)>');
    for (const view of ['Services', 'Connections', 'Who reaches whom', 'Findings', 'Map']) {
      await page.getByRole('tab', { name: view }).click();
    }
    for (const name of [/^anywhere → shop/, /^shop, in mall/]) {
      await page.getByRole('button', { name }).locator('rect').click();
      await expect.poll(() => page.locator('#details').innerText()).toContain('<img src=x onerror=alert(2)>');
      await page.getByRole('combobox', { name: /^Search/ }).fill('onerror');
      expect(await page.locator('#found').innerText()).toContain('</script>');
      await page.keyboard.press('Escape');
    }
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('img, iframe, svg svg').count()).toBe(0);
    expect(noise).toEqual([]);
  });

  it('could not run, should it get into the page: its policy knows its own script alone', async () => {
    const { page, noise } = await open(await tillPage());
    await page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.text = 'alert(1)';
      } catch {
        return;
      }
      document.body.append(script);
    });
    await page.evaluate(() =>
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.com/a.png' })),
    );
    await page.evaluate(() => fetch('https://example.com/').catch(() => undefined));
    expect(noise.join('\n')).toMatch(/Content Security Policy/);
    expect(noise.filter((line) => line.startsWith('said') || line.startsWith('asked for'))).toEqual([]);
  });

  it('has no bytes that depend on when and where it is written', async () => {
    expect(await tillPage()).toBe(await tillPage());
    expect((await hostilePage()).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
