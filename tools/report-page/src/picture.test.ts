import { drawMap, type MapToDraw } from '@k8s-blocks/report';
import { describe, expect, it } from 'vitest';
import { inBrowser, whyNoBrowser } from './browser.test-helper.ts';

const skipped = whyNoBrowser();
if (skipped !== undefined) console.log(skipped);

const NAMES = [
  'orders',
  'payments-worker',
  'mailer.example.com',
  'WWWWMMMM@%',
  'illicit-filter',
  'catalog',
  '数据库服务',
];
const PORTS = [
  '8080 http',
  '9090 metrics',
  '443',
  '53/UDP dns-over-quic',
  '10000-10100/UDP media',
  '5432 postgres-primary',
];

/** Every character of names in Kubernetes. */
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789-.'];

/** Services in six namespaces, with names and ports of all widths, and what a change does to some of them. */
function mapOf(count: number, nameOf: (index: number) => string): MapToDraw {
  return {
    services: Array.from({ length: count }, (_, index) => ({
      id: `s${index}`,
      name: nameOf(index),
      namespace: `team-${NAMES[index % 6]}`,
      ...(index % 4 === 0 ? { changes: { staging: 'rolls' as const } } : {}),
    })),
    outsides: [
      { id: 'o0', name: 'anywhere' },
      { id: 'o1', name: 'namespace monitoring (app.kubernetes.io/name: prometheus)' },
    ],
    arrows: Array.from({ length: 2 * count }, (_, index) => ({
      id: `a${index}`,
      from: index % 9 === 0 ? 'o1' : `s${(index * 7) % count}`,
      to: index % 8 === 1 ? 'o0' : `s${(index * 11 + 3) % count}`,
      ports: PORTS.slice(index % 3, (index % 3) + 1 + (index % 4)),
      ...(index % 5 === 0 ? { changes: { staging: 'opens' as const } } : {}),
    })),
  };
}

const map = mapOf(30, (index) => `${NAMES[index % NAMES.length]}-${index}`.repeat((index % 3) + 1));

describe.skipIf(skipped !== undefined)('the picture', () => {
  const open = inBrowser();

  it.each([
    ['30 services', map],
    ['38 services with names of 63 characters', mapOf(LETTERS.length, (index) => LETTERS[index]?.repeat(63) ?? '')],
    ['200 services', mapOf(200, (index) => `${NAMES[index % NAMES.length]}-${index}`)],
  ])(
    'of %s has every text within its box, in the font of this machine, and no texts that overlap',
    async (_, drawn) => {
      const svg = await drawMap(drawn, { title: 'The map', environment: 'staging' });
      const { page } = await open(`<!doctype html><body style="margin: 0">${svg}`);
      const outside = await page.evaluate(() => {
        const boxes = [...document.querySelectorAll('.map .node, .map .arrow')].map((part) => ({
          box: part.querySelector('rect')?.getBoundingClientRect(),
          texts: [...part.querySelectorAll('text')],
        }));
        return boxes.flatMap(({ box, texts }) =>
          texts.flatMap((text) => {
            const { left, right, top, bottom } = text.getBoundingClientRect();
            const fits =
              box !== undefined &&
              left >= box.left &&
              right <= box.right &&
              top >= box.top - 1 &&
              bottom <= box.bottom + 1;
            return fits ? [] : [text.textContent];
          }),
        );
      });
      expect(outside).toEqual([]);
      const overlapping = await page.evaluate(() => {
        const texts = [...document.querySelectorAll('.map text')].map((text) => ({
          text: text.textContent,
          box: text.getBoundingClientRect(),
        }));
        // Letters do not fill the line of their text: what is above and below them is empty.
        const overlap = (one: DOMRect, other: DOMRect) =>
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4;
        return texts.flatMap((one, index) =>
          texts.slice(index + 1).flatMap((other) => (overlap(one.box, other.box) ? [[one.text, other.text]] : [])),
        );
      });
      expect(overlapping).toEqual([]);
    },
  );

  it.each(['light', 'dark'] as const)('can be read on a %s ground', async (colorScheme) => {
    const svg = await drawMap(map, { title: 'The map' });
    const { page } = await open(`<!doctype html><body style="margin: 0">${svg}`, { colorScheme });
    const contrasts = await page.evaluate(() => {
      const numbers = (colour: string) => (colour.match(/\d+/g) ?? []).map(Number);
      const luminance = (colour: string) => {
        const [red = 0, green = 0, blue = 0] = numbers(colour).map((value) => {
          const share = value / 255;
          return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const fill = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body).fill;
      const contrast = (text: string, ground: string) => {
        const [dark = 0, light = 0] = [luminance(fill(text)), luminance(fill(ground))].sort(
          (one, other) => one - other,
        );
        return (light + 0.05) / (dark + 0.05);
      };
      return [
        contrast('.service text', '.service rect'),
        contrast('.arrow text', '.arrow rect'),
        contrast('.outside text', '.outside rect'),
        contrast('.heading', '.namespace rect'),
      ];
    });
    // As WCAG 2 asks of text: https://www.w3.org/TR/WCAG22/#contrast-minimum
    for (const contrast of contrasts) expect(contrast).toBeGreaterThan(4.5);
  });
});
