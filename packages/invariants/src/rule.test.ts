import { describe, expect, it } from 'vitest';
import { brokenBy, rule } from './index.ts';
import { api, ledger, ledgerMap, objectsOf } from './ledger.test-helper.ts';

const map = ledgerMap();
const small = { map, objects: objectsOf(map) };

describe('a rule', () => {
  it('is called in reports and waivers by its name in kebab case, apart from all rules of verify', () => {
    expect(rule('No path from the internet to the ledger!', () => []).code).toBe(
      'own-no-path-from-the-internet-to-the-ledger',
    );
    expect(rule('Das Hauptbuch ist für niemanden', () => [], { code: 'ledger-is-internal' }).code).toBe(
      'own-ledger-is-internal',
    );
  });

  it('is refused where its code has no words, is not in kebab case, or has no room in the annotation of a waiver', () => {
    expect(() => rule('账本', () => [])).toThrow(/rule "账本"\n {2}Its name has no words\.\n.*code such as/);
    expect(() => rule('a', () => [], { code: 'Ledger' })).toThrow('Its code "Ledger" is not in kebab case.');
    const long = 'ledger '.repeat(8);
    expect(() => rule(long, () => [])).toThrow(
      /has 55 characters, and the name of the annotation .* has room for 53\./,
    );
  });

  it('judges the fields of objects, in the words of its author', () => {
    const single = rule('two of each', ({ workloads }) =>
      workloads
        .filter(({ object }) => object.at('spec.replicas') === 2)
        .map(({ name, object }) => ({ object, field: 'spec.replicas', problem: `${name} has two.` })),
    );
    expect(brokenBy(single, small)).toEqual(['ledger has two.', 'api has two.', 'shop has two.', 'report has two.']);
  });

  it('judges what the map declares, and tells environments apart', () => {
    const outside = rule('production calls nothing outside', function* ({ environment, production, connections }) {
      if (!production) return;
      for (const { from, to, why } of connections) {
        if (to.party === 'anywhere') yield { problem: `${from.title} calls anywhere in ${environment}: ${why}.` };
      }
    });
    expect(brokenBy(outside, small)).toEqual([]);
    expect(brokenBy(outside, { map, environment: 'production', objects: objectsOf(map, 'production') })).toEqual([
      'shop calls anywhere in production: rates.',
    ]);
  });

  it('is asked about each environment with the names that it has there', () => {
    const direct = rule('nobody calls the ledger', ({ reaches, everyoneBut }) => reaches(everyoneBut(ledger), ledger));
    expect(brokenBy(direct, { map, environment: 'staging', objects: objectsOf(map, 'staging') })).toEqual([
      'api → ledger:3000 — against the rule "nobody calls the ledger".',
    ]);
  });

  it('sees no value of a Secret', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'keys' },
      stringData: { TOKEN: 'open-sesame' },
    };
    const reading = rule('reads', ({ objects }) => objects.map((each) => ({ problem: JSON.stringify(each) })));
    const [said = ''] = brokenBy(reading, { map, objects: { api: [secret] } });
    expect(said).toContain('"kind":"Secret"');
    expect(said).not.toContain('open-sesame');
  });
});

describe('a rule that is wrong itself', () => {
  it('is named, with what it threw and where, and without a trace', () => {
    const wrong = rule('has a fault', ({ objects }) => {
      return objects.map((each) => ({ problem: Reflect.get(each, 'misspelt').name }));
    });
    const refusal = refusalOf(() => brokenBy(wrong, small));
    expect(refusal).toMatch(/rule "has a fault"/);
    expect(refusal).toMatch(/rule\.test\.ts:\d+:\d+/);
    expect(refusal).toMatch(/It threw TypeError: /);
    expect(refusal).not.toMatch(/^\s+at /m);
  });

  it('is named where it gives something else than what breaks it', () => {
    const giving = (value: unknown) => rule('is wrong', () => JSON.parse('[]', () => value));
    const wrong = (value: unknown) => brokenBy(giving(value), small);
    expect(refusalOf(() => wrong(true))).toMatch(/rule "is wrong"\n {2}It gives a value of type boolean\./);
    expect(refusalOf(() => wrong(Promise.resolve()))).toMatch('It gives a promise.');
    expect(refusalOf(() => wrong(['no']))).toMatch('It gives a value of type string.');
    expect(refusalOf(() => wrong([{ problem: 'x', object: {} }]))).toMatch(
      'It names an object that is not of the build.',
    );
  });

  it('is named where it asks about what is no party', () => {
    const misspelt: Readonly<Record<string, typeof api>> = { api };
    const wrong = rule('is wrong', ({ reaches }) => reaches(misspelt.apy ?? JSON.parse('null'), ledger));
    expect(refusalOf(() => brokenBy(wrong, small))).toMatch(
      /A value of type object is asked about, which is no party\./,
    );
  });
});

function refusalOf(run: () => unknown): string {
  try {
    return `It gave ${JSON.stringify(run())}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
