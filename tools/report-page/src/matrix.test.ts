import { connection, internet, outsideHost, outsideNamespace, stack } from '@k8s-blocks/topology';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inBrowser, whyNoBrowser } from './browser.test-helper.ts';
import { ledger, shop, tillInput, tillPage } from './till.test-helper.ts';

const skipped = whyNoBrowser();
if (skipped !== undefined) console.log(skipped);

describe.skipIf(skipped !== undefined)('the matrix', () => {
  const open = inBrowser();
  const openMatrix = async () => {
    const { page } = await open(await tillPage());
    await page.getByRole('tab', { name: 'Who reaches whom' }).click();
    return page;
  };
  const cell = (page: Page, name: RegExp) => page.getByRole('gridcell').getByRole('button', { name });

  it('has a cell for each caller and port, with the reason', async () => {
    const page = await openMatrix();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['ledger 3000 http', 'shop 8080 web']);
    expect(await page.getByRole('rowheader').allInnerTexts()).toEqual([
      'ledger',
      'shop',
      'shop-worker',
      'any other pod',
      'any other address',
    ]);
    expect(await cell(page, /^shop to ledger:3000/).getAttribute('aria-label')).toBe(
      'shop to ledger:3000: reaches it, as the map declares. ' +
        'Egress: spec.egress[0] of NetworkPolicy mall/shop. Ingress: spec.ingress[0] of NetworkPolicy bank/ledger.',
    );
    expect(await cell(page, /^any other address to ledger:3000/).getAttribute('aria-label')).toBe(
      'any other address to ledger:3000: denied at the callee. ' +
        'Egress: no policy isolates it. Ingress: isolated by NetworkPolicy bank/ledger.',
    );
  });

  it('says why not, which policy isolates, and what it would take', async () => {
    const page = await openMatrix();
    await cell(page, /^shop-worker to ledger:3000/).click();
    const details = page.getByRole('complementary', { name: 'Details' });
    const text = (await details.innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toContain('Why not? shop-worker → ledger:3000');
    expect(text).toContain('It is isolated by NetworkPolicy mall/shop-worker, and no rule there allows this.');
    expect(text).toContain('k8s/shop/base/networkpolicy.yaml:7');
    expect(text).toContain('It takes an egress rule of shop-worker and an ingress rule of ledger.');
    expect(text).toContain("connection(shop.workloads.worker, ledger.ports.http, '…')");
  });

  it('has a row for each who calls from outside as the map declares, and says how they come', async () => {
    const connections = [
      connection(outsideNamespace('monitoring'), shop.ports.web, 'metrics'),
      connection(ledger, outsideHost('the bank', 'bank.example.com').port(443), 'transfer money'),
      connection(internet, shop.ports.web, 'customers', { host: 'shop', environments: ['production'] }),
    ];
    const routes = {
      kind: 'Ingress',
      className: 'nginx',
      controller: { namespace: 'nginx' },
      domain: 'example.com',
    } as const;
    const environments = {
      base: { deployed: false },
      staging: { suffix: '-staging' },
      production: { routes, production: true },
    };
    const map = stack({ services: [ledger, shop], environments, connections });
    const { page } = await open(await tillPage({ stack: map }), { hash: '#view=matrix' });
    expect((await page.getByRole('rowheader').allInnerTexts()).slice(-4)).toEqual([
      'namespace monitoring',
      'the internet',
      'any other pod',
      'any other address',
    ]);
    expect((await page.getByRole('columnheader').allInnerTexts()).at(-1)).toBe('the bank (bank.example.com) 443');
    // The policy of the ledger lets it call nobody, and none is for those outside.
    expect(await cell(page, /^ledger to the bank .*:443: denied at the caller/).count()).toBe(1);
    const details = page.getByRole('complementary', { name: 'Details' });
    await cell(page, /^any other pod to the bank .*:443: is not about the stack\.$/).click();
    expect((await details.innerText()).trim().split(/\n+/).slice(1)).toEqual([
      'any other pod → the bank (bank.example.com):443',
      'Neither of them is of the stack.',
    ]);
    // The policy of the shop lets everybody in.
    expect(await cell(page, /^namespace monitoring to shop:8080: reaches it, as the map declares/).count()).toBe(1);
    await cell(page, /^the internet to ledger:3000/).click();
    const text = (await details.innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toContain('the internet, through namespace nginx does not reach ledger on port 3000 http.');
    expect(text).not.toContain('connection(');
  });

  it('says of an environment without policies that everybody reaches everything', async () => {
    const { environments } = tillInput();
    const isPolicy = (object: unknown) => JSON.stringify(object).includes('"NetworkPolicy"');
    const unpoliced = environments.map(({ input, ...each }) => ({
      ...each,
      input: {
        ...input,
        objects: input.objects.filter(({ object }) => each.name === 'production' || !isPolicy(object)),
      },
    }));
    const { page } = await open(await tillPage({ environments: unpoliced }), {
      hash: '#view=matrix&environment=staging',
    });
    const note = page.getByText('No policy is for any pod of staging: everybody reaches everything.');
    expect(await note.isVisible()).toBe(true);
    expect(await cell(page, /reaches it, though the map does not declare it/).count()).toBeGreaterThan(3);
    await page.getByRole('radio', { name: 'production' }).check();
    await expect.poll(() => page.getByText('No policy is for any pod').count()).toBe(0);
  });

  it('leads to the connection that declares a cell', async () => {
    const page = await openMatrix();
    await cell(page, /^shop to ledger:3000/).click();
    await page.getByRole('button', { name: 'book what was sold' }).click();
    await expect.poll(() => page.getByRole('complementary').innerText()).toContain('Declared in');
  });

  it('is narrowed down by names', async () => {
    const page = await openMatrix();
    await page.getByLabel('Callers').fill('worker');
    await page.getByLabel('Callees').fill('ledger');
    await expect.poll(() => page.getByRole('rowheader').allInnerTexts()).toEqual(['shop-worker']);
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['ledger 3000 http']);
  });

  it('is walked through with the arrow keys', async () => {
    const page = await openMatrix();
    await cell(page, /^ledger to ledger/).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(focused).toMatch(/^shop to shop:8080/);
  });
});
