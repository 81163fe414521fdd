import { readFileSync } from 'node:fs';
import { judgeObject } from '@k8s-blocks/api-rules';
import { Definitions, transitionViolations } from '@k8s-blocks/custom-resources';
import { formatPath } from '@k8s-blocks/manifest';
import { runs } from '@k8s-blocks/test-runs';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { changedAt, valuesIn } from './json.ts';

/** Of how many values in definitions one is replaced. */
const STEP = runs({ usual: 97, long: 1 });

/** What may stand in the place of any value. */
const OTHERS = [null, 0, -1, 1e300, '', 'x(', 'self.', true, [], [null], [[1]], {}, { a: 1 }];

const documentsOf = (file: string) =>
  parseAllDocuments(readFileSync(new URL(`./custom-resources/${file}`, import.meta.url), 'utf8')).map(
    (document): unknown => document.toJS(),
  );

it('a definition may hold anything anywhere: its resources are judged all the same', () => {
  const resources = documentsOf('resources.yaml');
  const [first, second] = resources;
  const places = documentsOf('definitions.yaml').flatMap((definition) =>
    valuesIn(definition).map(({ path }) => ({ definition, path })),
  );
  const thrown = places
    .filter((_, index) => index % STEP === 0)
    .flatMap(({ definition, path }) =>
      OTHERS.map((other) => ({ changed: changedAt(definition, path, other), path, other })),
    )
    .flatMap(({ changed, path, other }) => {
      try {
        const definitions = new Definitions([changed]);
        for (const object of resources) judgeObject({ object, document: '' }, { definitions });
        transitionViolations(definitions, first, second);
        return [];
      } catch (error) {
        return [`${formatPath(path)}: ${JSON.stringify(other)}: ${error}`];
      }
    });
  expect(thrown).toEqual([]);
});
