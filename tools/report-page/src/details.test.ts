import { describe, expect, it } from 'vitest';
import { inBrowser, whyNoBrowser } from './browser.test-helper.ts';
import { tillInput, tillPage } from './till.test-helper.ts';

const skipped = whyNoBrowser();
if (skipped !== undefined) console.log(skipped);

describe.skipIf(skipped !== undefined)('on the page', () => {
  const open = inBrowser();

  it('the map shows services by namespace, and a click on one shows all of it', async () => {
    const { page, noise } = await open(await tillPage());
    await page.getByRole('button', { name: 'shop, in mall' }).click();
    const details = page.getByRole('complementary', { name: 'Details' });
    await expect.poll(() => details.getByRole('heading', { name: 'shop' }).textContent()).toBe('shop');
    const text = (await details.innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toContain('Start Wave 2 of 2, after ledger: book what was sold');
    // Three pods of the shop and one of the worker.
    expect(text).toContain('4 pods, together: cpu: 400m requested, no limit memory: 512Mi requested, at most 1Gi');
    expect(text).toContain('warning missing-budget Deployment shop in mall No PodDisruptionBudget selects its pods.');
    expect(text).toContain('Accepted: It is replaced in May.');
    expect(text).toContain('NetworkPolicy shop k8s/shop/base/networkpolicy.yaml:7');
    expect(noise).toEqual([]);
  });

  it('the services of a wave start side by side, and what a service waits for is a link to the reason', async () => {
    const { page } = await open(await tillPage());
    const details = page.getByRole('complementary', { name: 'Details' });
    const text = async () => (await details.innerText()).replaceAll(/\s+/g, ' ');
    expect(await text()).toContain('Start order Wave 1 ledger archive Wave 2 shop');
    await details.getByRole('button', { name: 'ledger' }).click();
    expect(await text()).toContain('Start Wave 1 of 2: it waits for no other service');
    await details.getByRole('button', { name: 'shop', exact: true }).first().click();
    expect(await text()).toContain('Start the caller waits until the callee is up');
    await page.getByRole('tab', { name: 'Services' }).click();
    const rows = page.getByRole('tabpanel').getByRole('row');
    expect((await rows.allInnerTexts()).map((row) => row.split(/\s+/).slice(0, 2).join(' '))).toEqual([
      'Service Wave',
      'ledger 1',
      'archive 1',
      'shop 2',
    ]);
  });

  it('a service has its settings side by side, and what differs is marked', async () => {
    const { page } = await open(await tillPage(), { hash: '#service=shop' });
    const table = page.getByRole('region', { name: 'Settings that differ' });
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(['staging', 'production']);
    const rows = (await table.innerText()).replaceAll(/\s+/g, ' ');
    expect(rows).toContain('replicas Deployment shop 1 3');
    expect(rows).toContain('main: env LOG_LEVEL Deployment shop debug info');
    expect(rows).toContain('main: image Deployment shop example.com/shop:2.0 example.com/shop:1.9');
    // Compared with production, which is shown.
    const marked = await table.locator('mark').allInnerTexts();
    expect(marked).toEqual(expect.arrayContaining(['1', 'debug', 'example.com/shop:2.0']));
    expect(marked).not.toContain('info');
    await page.getByText(/settings that are the same/).click();
    const details = page.getByRole('complementary', { name: 'Details' });
    expect((await details.innerText()).replaceAll(/\s+/g, ' ')).toContain(
      'resources.requests.memory Deployment shop 128Mi',
    );
  });

  it('the picture is made larger and smaller, and shows what is chosen elsewhere', async () => {
    const { page } = await open(await tillPage(), { viewport: { width: 390, height: 800 } });
    const width = () => page.locator('.map').evaluate((map) => map.getBoundingClientRect().width);
    const first = await width();
    await page.getByRole('button', { name: 'Larger' }).click();
    await page.getByRole('button', { name: 'Larger' }).click();
    expect(await width()).toBeGreaterThan(first * 1.5);
    await page.getByRole('combobox', { name: /^Search/ }).fill('ledger');
    await page.keyboard.press('Enter');
    const [part, frame] = [page.getByRole('button', { name: 'ledger, in bank' }), page.locator('#picture')];
    const [inside, around] = [await part.boundingBox(), await frame.boundingBox()];
    expect(inside?.x).toBeGreaterThan(around?.x ?? 0);
    expect((inside?.x ?? 0) + (inside?.width ?? 0)).toBeLessThan((around?.x ?? 0) + (around?.width ?? 0));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Fit' }).click();
    expect(await width()).toBeLessThan(390);
  });

  it('a service that was not built is said to be so, with the reason', async () => {
    const { environments } = tillInput();
    const unbuilt = environments.map((each) => ({
      ...each,
      services: each.services.map((build) =>
        build.service === 'ledger'
          ? { ...build, objects: [], problems: [{ problem: 'There is no such folder.' }] }
          : build,
      ),
      input: { ...each.input, objects: [] },
    }));
    const { page, noise } = await open(await tillPage({ environments: unbuilt }), { hash: '#service=ledger' });
    const details = page.getByRole('complementary', { name: 'Details' });
    expect(await details.innerText()).toContain('It was not built: There is no such folder.');
    await details.getByRole('button', { name: 'shop', exact: true }).click();
    expect(await details.innerText()).toContain('No pod of one of its ends was built');
    expect(noise).toEqual([]);
  });

  it('a value of a Secret is nowhere', async () => {
    const html = await tillPage();
    expect(html).toContain('shop-keys');
    expect(html).not.toContain('hunter2');
  });

  it('a click on an arrow says why, where it is declared, which rules let it through, and the address', async () => {
    const { page } = await open(await tillPage());
    await page
      .getByRole('button', { name: /^shop → ledger/ })
      .locator('rect')
      .click();
    const details = page.getByRole('complementary', { name: 'Details' });
    const text = async () => (await details.innerText()).replaceAll(/\s+/g, ' ');
    const booking = await text();
    expect(booking).toContain('Why book what was sold');
    expect(booking).toContain('Declared in src/map.ts:22');
    expect(booking).toContain('Address http://ledger.bank.svc.cluster.local:80');
    expect(booking).toContain(
      'spec.egress[0] of NetworkPolicy mall/shop k8s/shop/overlays/production/networkpolicy.yaml:7',
    );
    expect(booking).toContain(
      'spec.ingress[0] of NetworkPolicy bank/ledger k8s/ledger/overlays/production/networkpolicy.yaml:7',
    );
    expect(booking).toContain('From app=shop in namespace mall on port 3000/TCP');
    // The worker is denied what the map declares of it.
    expect(booking).toContain('shop-worker → ledger, port 9000 admin Why close the day');
    expect(booking).toContain('It does not work.');
    expect(booking).toContain('Denied by the egress of shop-worker');
  });

  it('the environment can be switched, with all that is shown', async () => {
    const { page } = await open(await tillPage(), { hash: '#connections=1' });
    const details = page.getByRole('complementary', { name: 'Details' });
    await expect.poll(() => details.innerText()).toContain('http://ledger.bank.svc.cluster.local:80');
    await page.getByRole('radio', { name: 'staging' }).check();
    await expect.poll(() => details.innerText()).toContain('http://ledger-staging.bank-staging.svc.cluster.local:80');
    expect(await page.getByRole('status').textContent()).toContain('staging');
    await expect
      .poll(() => page.getByRole('button', { name: 'archive, in bank' }).getAttribute('aria-disabled'))
      .toBe('true');
    expect(page.url()).toContain('environment=staging');
  });
});
