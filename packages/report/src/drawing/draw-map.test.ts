import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawMap } from './draw-map.ts';
import type { MapToDraw } from './map-to-draw.ts';
import { randomMap } from './random-map.test-helper.ts';

const shop: MapToDraw = {
  services: [
    { id: 's0', name: 'orders', namespace: 'shop' },
    { id: 's1', name: 'ledger', namespace: 'bank', environments: ['production'], changes: { production: 'deletes' } },
  ],
  outsides: [{ id: 'o0', name: 'anywhere' }],
  arrows: [
    {
      id: 's0-s1',
      from: 's0',
      to: 's1',
      ports: ['8080 http', '9000 grpc', '9090 metrics'],
      details: ['8080 http: book'],
    },
    { id: 's0-s0', from: 's0', to: 's0', ports: ['7000 gossip'] },
    { id: 'o0-s0', from: 'o0', to: 's0', ports: ['443'], changes: { staging: 'opens', production: 'closes' } },
    { id: 's1-o0', from: 's1', to: 'o0', ports: ['443'], environments: ['production'] },
  ],
};

const draw = (map: MapToDraw, options: { environment?: string; inPage?: boolean } = {}) =>
  drawMap(map, { title: 'The map of the shop', ...options });

/** The elements that have an attribute of a value: each with its content. */
function elementsWith(svg: string, attribute: string): readonly string[] {
  return svg.split('\n<g ').filter((each) => each.includes(` ${attribute}`));
}

describe('a picture of a map', () => {
  it('names each service, its namespace, and each arrow with all its ports and reasons', async () => {
    const svg = await draw(shop);
    const titles = Array.from(svg.matchAll(/<title[^>]*>([^<]*)/g), ([, title]) => title);
    expect(titles).toEqual([
      'The map of the shop',
      'orders → ledger: 8080 http, 9000 grpc, 9090 metrics\n8080 http: book',
      'anywhere → orders: 443\nstaging: opens\nproduction: closes',
      'ledger → anywhere: 443',
      'orders, in shop',
      'ledger, in bank\nproduction: deleted',
      'orders → itself: 7000 gossip',
    ]);
    expect(svg).toContain('>8080 http, 9000 grpc +1</text>');
    expect(svg).toContain('>↻ 7000 gossip</text>');
  });

  it('draws a party outside beside each namespace, for each direction, and the same to a page', async () => {
    const svg = await draw(shop);
    expect(elementsWith(svg, 'data-node="o0"')).toHaveLength(2);
    expect(elementsWith(svg, 'data-node="s0"')).toHaveLength(1);
  });

  it('shows what a change does in one environment by a word, by dashes and by a colour', async () => {
    const ofArrow = async (environment?: string) => {
      const svg = await draw(shop, environment === undefined ? {} : { environment });
      const [arrow = ''] = elementsWith(svg, 'data-arrow="o0-s0"');
      const words = Array.from(arrow.matchAll(/<tspan([^>]*)>([^<]*)</g));
      const shown = words.filter(([, attributes]) => !attributes?.includes('display="none"')).map(([, , word]) => word);
      return { shown, change: / data-change="(\w+)"/.exec(arrow)?.[1] };
    };
    expect(await ofArrow()).toEqual({ shown: [], change: undefined });
    expect(await ofArrow('staging')).toEqual({ shown: ['opens '], change: 'opens' });
    expect(await ofArrow('production')).toEqual({ shown: ['closes '], change: 'closes' });
    const svg = await draw(shop, { environment: 'production' });
    expect(elementsWith(svg, 'data-change="deletes"')).toHaveLength(1);
    expect(svg).toMatch(
      /\[data-change=closes\], \[data-change=deletes\]\) :is\(path, rect\) \{[^}]*stroke-dasharray: 7 4/,
    );
  });

  it('has its style in a file of its own, and none in a page, where services and arrows are buttons', async () => {
    const [file, inPage] = [await draw(shop), await draw(shop, { inPage: true })];
    expect(file).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^>]* role="img" aria-labelledby="map-title">/);
    expect(file).toContain('@media (prefers-color-scheme: dark)');
    expect(file).not.toContain('role="button"');
    expect(inPage).not.toContain('<style');
    expect(inPage.match(/role="button"/g)).toHaveLength(2 + 4);
  });

  it('loads nothing from elsewhere', async () => {
    const svg = await draw(shop);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:\/\/|url\(|@import|href/);
  });

  it('of a map of any names is well-formed XML, in which no name is markup, and the same when it is drawn again', async () => {
    await fc.assert(
      fc.asyncProperty(randomMap(12), fc.boolean(), async (map, inPage) => {
        const svg = await draw(map, { inPage, environment: 'staging' });
        expect(await draw(map, { inPage, environment: 'staging' })).toBe(svg);
        const elements = new Set(Array.from(svg.matchAll(/<\/?([^\s>/]*)/g), ([, name]) => name));
        const known = ['svg', 'title', 'style', 'rect', 'text', 'tspan', 'path', 'g'];
        expect([...elements].filter((name) => !known.includes(name ?? ''))).toEqual([]);
        expect(svg.replace(/&#\d+;/g, '')).not.toContain('&');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot say them.
        expect(svg).not.toMatch(/[\u0000-\u0009\u000b-\u001f\ufffe\uffff]/);
        expect(svg).not.toMatch(/\p{Cs}/u);
      }),
      { numRuns: runs({ usual: 25, long: 400 }) },
    );
  });
});
