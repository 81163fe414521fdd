import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const PACKAGES = join(import.meta.dirname, '../../../packages');
const NAMES = readdirSync(PACKAGES);

type Graph = ReadonlyMap<string, readonly string[]>;

/** A way from a node back to itself; undefined if there is none. */
function circleIn(graph: Graph): readonly string[] | undefined {
  const finished = new Set<string>();
  const search = (node: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (finished.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const circle = search(next, [...path, node]);
      if (circle !== undefined) return circle;
    }
    finished.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const circle = search(node, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

/** Each file of the sources of packages, tests too, with the files that it imports, also those of types alone. */
function importsOfFiles(): Graph {
  const files = NAMES.flatMap((name) => {
    const folder = join(PACKAGES, name, 'src');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(folder, path));
  });
  return new Map(
    files.map((file) => {
      const imports = readFileSync(file, 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g);
      const imported = Array.from(imports, ([, path = '']) => join(dirname(file), path));
      return [relative(PACKAGES, file), imported.map((path) => relative(PACKAGES, path))];
    }),
  );
}

/** Each package with those that it is published to depend on. */
function dependenciesOfPackages(): Graph {
  return new Map(
    NAMES.map((name) => {
      const { dependencies = {} }: { dependencies?: object } = JSON.parse(
        readFileSync(join(PACKAGES, name, 'package.json'), 'utf8'),
      );
      return [`@k8s-blocks/${name}`, Object.keys(dependencies)];
    }),
  );
}

describe('the packages', () => {
  it('have no circle of files that import one another', () => {
    expect(circleIn(importsOfFiles())).toBeUndefined();
  });

  it('have no circle of packages that depend on one another', () => {
    expect(circleIn(dependenciesOfPackages())).toBeUndefined();
  });
});
