import fc from 'fast-check';
import type { MapToDraw } from './map-to-draw.ts';

/** Names as long, short and odd as somebody may give them. */
const name = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-z][a-z-]{0,20}[a-z]$/) },
  fc.string({ unit: 'grapheme', maxLength: 70 }),
  fc.constantFrom('WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW', '</script><img onerror=alert(1)>', '数据库', ']]>&amp;"\'', ''),
);

const port = fc.oneof(fc.constantFrom('8080 http', '443', '53/UDP dns', '10000-10100 media'), name);

/** Maps of up to so many services in up to seven namespaces, with any connections between them and with parties outside. */
export function randomMap(maxServices: number): fc.Arbitrary<MapToDraw> {
  const services = fc.array(fc.record({ name, namespace: fc.nat(6) }), {
    minLength: 1,
    maxLength: maxServices,
    size: 'max',
  });
  return services.chain((chosen) =>
    fc
      .record({
        outsides: fc.array(name, { maxLength: 4 }),
        namespaces: fc.array(name, { minLength: 7, maxLength: 7 }),
        ends: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.array(port, { minLength: 1, maxLength: 5 })), {
          maxLength: 2 * chosen.length,
          size: 'max',
        }),
        changes: fc.constantFrom({}, { changes: { staging: 'rolls', production: 'deletes' } } as const),
        arrowChanges: fc.constantFrom({}, { changes: { staging: 'opens', production: 'closes' } } as const),
      })
      .map(({ outsides, namespaces, ends, changes, arrowChanges }) => {
        const parties = [...chosen.map((_, index) => `s${index}`), ...outsides.map((_, index) => `o${index}`)];
        const pairs = new Map(
          ends.map(([from, to, ports]) => {
            // One end at least is a service.
            const pair = [parties[from % chosen.length], parties[to % parties.length]] as const;
            const [caller = '', callee = ''] = from % 2 === 0 ? pair : pair.toReversed();
            return [`${caller}-${callee}`, { from: caller, to: callee, ports }];
          }),
        );
        return {
          services: chosen.map((service, index) => ({
            id: `s${index}`,
            name: service.name,
            namespace: `${namespaces[service.namespace]}${service.namespace}`,
            ...changes,
          })),
          outsides: outsides.map((each, index) => ({ id: `o${index}`, name: each })),
          arrows: [...pairs].map(([id, pair]) => ({ id, ...pair, ...arrowChanges })),
        };
      }),
  );
}
