import { compareBuilds } from '@k8s-blocks/diff';
import {
  changedMap,
  differenceData,
  drawMap,
  type EnvironmentChanges,
  reportData,
  reportPage,
} from '@k8s-blocks/report';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findingsOf } from './axe.test-helper.ts';
import { inBrowser, whyNoBrowser } from './browser.test-helper.ts';
import { till, tillInput } from './till.test-helper.ts';

const skipped = whyNoBrowser();
if (skipped !== undefined) console.log(skipped);

type Json = Readonly<Record<string, unknown>>;

const worker = { podSelector: { matchLabels: { app: 'shop-worker' } }, namespaceSelector: {} };

/** Production before the change: shop could not call the ledger, the worker could, the image was another, the till had a museum. */
function before(objects: readonly Json[]): readonly Json[] {
  const text = JSON.stringify(objects).replaceAll('example.com/shop:1.9', 'example.com/shop:1.8');
  const old: Json[] = JSON.parse(text);
  const others = old.filter(({ kind }) => kind !== 'NetworkPolicy');
  const spec = {
    podSelector: { matchLabels: { app: 'ledger' } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [worker], ports: [{ port: 3000 }] }],
  };
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'ledger', namespace: 'bank' },
    spec,
  };
  const museum = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'museum', namespace: 'mall' }, data: {} };
  return [...others, policy, museum];
}

const SERVICES: Readonly<Record<string, string>> = {
  shop: 'shop',
  'shop-worker': 'shop',
  ledger: 'ledger',
  museum: 'museum',
};

/** The page of a change of production; staging stays as it is. */
async function differencePage(): Promise<string> {
  const input = tillInput();
  const changes = input.environments.map(({ name, input: { objects } }): EnvironmentChanges => {
    const after = objects.map(({ object }) => object as Json);
    const isChanged = name === 'production';
    return {
      difference: { environment: name, ...compareBuilds(isChanged ? before(after) : after, after) },
      serviceOf: (title) => SERVICES[title.split(' ')[1] ?? ''],
      services: isChanged
        ? [
            { name: 'shop', change: 'changes', namespace: 'mall' },
            { name: 'ledger', change: 'changes', namespace: 'bank' },
            { name: 'museum', change: 'deletes', namespace: 'mall' },
          ]
        : [],
    };
  });
  const data = {
    ...reportData(input),
    difference: differenceData(till, changes, { base: 'main, 0123456789ab', leftOut: 7 }),
  };
  return reportPage(data, await drawMap(changedMap(till, changes), { title: 'The map', inPage: true }));
}

/** How something in the picture looks: the colour and the dashes of its line. */
async function lineOf(part: Locator): Promise<{ readonly colour: string; readonly dashes: string }> {
  return part
    .locator('path, rect')
    .first()
    .evaluate((element) => {
      const { stroke, strokeDasharray } = getComputedStyle(element);
      return { colour: stroke, dashes: strokeDasharray };
    });
}

/** A colour of the page by the name of its property, as the browser computes it. */
function colourOf(page: Page, property: string): Promise<string> {
  return page.evaluate((name) => {
    const probe = document.createElement('span');
    probe.style.setProperty('color', `var(${name})`);
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, property);
}

describe.skipIf(skipped !== undefined)('the page of a difference', () => {
  const open = inBrowser();

  it('has on its map what opens in green, and what closes in red and with dashes, each with the word', async () => {
    const { page, noise } = await open(await differencePage());
    const picture = page.getByRole('group', { name: 'The map' });
    const opening = picture.getByRole('button', { name: /^shop → ledger: 80 http/ });
    expect(await opening.locator('text').innerHTML()).toMatch(/>opens </);
    expect(await lineOf(opening)).toEqual({ colour: await colourOf(page, '--good'), dashes: 'none' });
    const closing = picture.getByRole('button', { name: /^shop → ledger: 3000/ });
    expect(await closing.locator('text').innerHTML()).toMatch(/>closes </);
    expect(await lineOf(closing)).toEqual({ colour: await colourOf(page, '--bad'), dashes: '7px, 4px' });
    expect(noise).toEqual([]);
  });

  it('has on its map what rolls and what is deleted', async () => {
    const { page } = await open(await differencePage());
    const shop = page.getByRole('button', { name: 'shop, in mall' });
    expect(await shop.locator('text', { hasText: 'rolls pods' }).isVisible()).toBe(true);
    expect((await lineOf(shop)).dashes).toBe('2px, 3px');
    const museum = page.getByRole('button', { name: 'museum, in mall' });
    expect(await museum.locator('text', { hasText: 'deleted' }).isVisible()).toBe(true);
    expect(await lineOf(museum)).toEqual({ colour: await colourOf(page, '--bad'), dashes: '7px, 4px' });
  });

  it('says of what is on the map no longer what the change does to it, also when it is opened by its address', async () => {
    const html = await differencePage();
    const { page } = await open(html);
    const details = page.getByRole('complementary', { name: 'Details' });
    await page.getByRole('button', { name: 'museum, in mall' }).click();
    expect((await details.innerText()).replaceAll(/\s+/g, ' ')).toContain('museum, in mall production: deleted');
    await page
      .getByRole('button', { name: /^shop → ledger: 3000/ })
      .locator('rect')
      .click();
    const text = await details.innerText();
    expect(text.replaceAll(/\s+/g, ' ')).toContain('no longer declared on the map production: closes');
    const again = await open(html, { hash: new URL(page.url()).hash });
    expect(await again.page.getByRole('complementary', { name: 'Details' }).innerText()).toBe(text);
  });

  it('lists the consequences, each of which leads to its service', async () => {
    const { page } = await open(await differencePage());
    const list = page.getByRole('list', { name: 'What this does in production' });
    const items = await list.getByRole('listitem').allInnerTexts();
    const lines = items.map((text) => text.replaceAll(/\s+/g, ' '));
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^deletes ConfigMap museum in mall It is no longer built/),
        expect.stringMatching(/^opens Deployment ledger in bank From now on it is reached by Deployment shop in mall/),
        expect.stringMatching(
          /^closes Deployment ledger in bank It is no longer reached by Deployment shop-worker in mall/,
        ),
        expect.stringMatching(/^rolls pods Deployment shop in mall Replaces 3 pods/),
      ]),
    );
    await list.getByRole('button', { name: 'Deployment ledger in bank' }).first().click();
    expect(await page.locator('#details-title').textContent()).toBe('ledger');
  });

  it('says how much the map leaves out', async () => {
    const { page } = await open(await differencePage());
    expect(await page.getByText('The map leaves out the connections of 7 pairs').isVisible()).toBe(true);
  });

  it('begins with an environment that changes, and says of others that nothing differs', async () => {
    const { page } = await open(await differencePage());
    expect(await page.getByText('What changes, compared with main, 0123456789ab').isVisible()).toBe(true);
    expect(await page.getByRole('radio', { name: 'production' }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'staging' }).check({ force: true });
    expect(await page.getByRole('heading', { name: 'staging: nothing differs' }).isVisible()).toBe(true);
    expect(await page.locator('[data-change]').count()).toBe(0);
    expect(await page.locator('text', { hasText: 'rolls pods' }).isVisible()).toBe(false);
  });

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('has nothing in which axe finds a fault, and fits: %s, %i pixels', async (colorScheme, width) => {
    const { page } = await open(await differencePage(), { colorScheme, viewport: { width, height: 844 } });
    expect(await findingsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});
