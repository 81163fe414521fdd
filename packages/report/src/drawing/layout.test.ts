import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesOf } from './boxes.ts';
import type { Rectangle } from './geometry.ts';
import { type Layout, layOut } from './layout.ts';
import { randomMap } from './random-map.test-helper.ts';

/** The services, the parties outside and the ports of all arrows. */
function boxesIn({ services, outsides, arrows }: Layout): readonly Rectangle[] {
  return [...services, ...outsides, ...arrows].map(({ at }) => at);
}

/** Whether two rectangles have more in common than what rounding explains. */
function overlap(one: Rectangle, other: Rectangle): boolean {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return across > 0.2 && down > 0.2;
}

function overlaps(rectangles: readonly Rectangle[]): readonly unknown[] {
  return rectangles.flatMap((one, index) =>
    rectangles.slice(index + 1).flatMap((other) => (overlap(one, other) ? [[one, other]] : [])),
  );
}

function contains(outer: Rectangle, inner: Rectangle): boolean {
  const [right, bottom] = [outer.x + outer.width, outer.y + outer.height];
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= right && inner.y + inner.height <= bottom;
}

describe('the layout of any map of up to 30 services', () => {
  it('has no boxes and no labels that overlap, each service in its namespace, and nothing else there', async () => {
    await fc.assert(
      fc.asyncProperty(randomMap(30), async (map) => {
        const layout = await layOut(boxesOf(map));
        expect(overlaps(boxesIn(layout))).toEqual([]);
        expect(overlaps(layout.namespaces.map(({ at }) => at))).toEqual([]);
        for (const namespace of layout.namespaces) {
          const { x, y } = namespace.at;
          const heading = { ...namespace.thing.heading, x: x + 12, y: y + 4 };
          expect(contains(namespace.at, heading)).toBe(true);
          for (const { thing, at } of layout.services) {
            const isOwn = thing.service.namespace === namespace.thing.name;
            expect(isOwn ? contains(namespace.at, at) : !overlap(namespace.at, at)).toBe(true);
            expect(overlap(heading, at)).toBe(false);
          }
          expect(layout.outsides.filter(({ at }) => overlap(namespace.at, at))).toEqual([]);
        }
        const all = { x: -0.1, y: -0.1, width: layout.width + 0.2, height: layout.height + 0.2 };
        expect(boxesIn(layout).filter((box) => !contains(all, box))).toEqual([]);
      }),
      { numRuns: runs({ usual: 25, long: 400 }) },
    );
  });

  it('has a line for each arrow, which begins and ends at its boxes', async () => {
    await fc.assert(
      fc.asyncProperty(randomMap(12), async (map) => {
        const layout = await layOut(boxesOf(map));
        for (const arrow of layout.arrows) {
          const [before, after] = arrow.lines;
          expect(before.points.length).toBeGreaterThan(3);
          expect(after.points.length).toBeGreaterThan(3);
          expect(after.head).toBeDefined();
        }
      }),
      { numRuns: runs({ usual: 25, long: 400 }) },
    );
  });
});

it.each([20, 40])('a chain of %i services, each of which calls both neighbours, is folded into rows', async (count) => {
  const services = Array.from({ length: count }, (_, index) => {
    return { id: `s${index}`, name: `service-${index}`, namespace: `team-${index}` };
  });
  const arrows = services.flatMap(({ id }, index) =>
    [index + 1, index - 1].map((other) => {
      const to = `s${(other + count) % count}`;
      return { id: `${id}-${to}`, from: id, to, ports: ['8080 http'] };
    }),
  );
  const layout = await layOut(boxesOf({ services, outsides: [], arrows }));
  expect(layout.width / layout.height).toBeLessThan(3);
  expect(overlaps(boxesIn(layout))).toEqual([]);
});

it.each([100, 200])(
  '%i services that call others far away have straight lines, and no boxes that overlap',
  async (count) => {
    const services = Array.from({ length: count }, (_, index) => {
      return { id: `s${index}`, name: `service-${index}`, namespace: `team-${index}` };
    });
    const arrows = services.flatMap(({ id }, index) =>
      [3, 5, 7].map((factor) => {
        const to = `s${(index * factor + factor) % services.length}`;
        return { id: `${id}-${to}`, from: id, to, ports: ['8080 http'] };
      }),
    );
    const layout = await layOut(boxesOf({ services, outsides: [], arrows }));
    expect(overlaps(boxesIn(layout))).toEqual([]);
    expect(layout.arrows.filter(({ lines: [, after] }) => after.head === undefined)).toEqual([]);
    // To lead them around boxes would take many seconds. A curve around one consists of several, of three points each.
    const lines = layout.arrows.flatMap((arrow) => arrow.lines);
    expect(lines.filter(({ points }) => points.length > 4)).toEqual([]);
    expect(layout.width / layout.height).toBeLessThan(5);
  },
);
