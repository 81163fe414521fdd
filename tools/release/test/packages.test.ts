import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, describe, expect, it } from 'vitest';
import type { Packed } from '../src/pack-packages.ts';
import { packAll } from './pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'packages-'));
afterAll(() => rmSync(folder, { recursive: true }));
const packages = packAll(folder);

describe.each(packages)('$name, as it is packed,', (packed) => {
  it('has no problem that publint finds', async () => {
    const tarball = Uint8Array.from(readFileSync(packed.tarball)).buffer;
    expect((await publint({ pack: { tarball }, strict: true })).messages).toEqual([]);
  });

  it('has types that are not wrong for any resolution of ES modules', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(packed.tarball))));
    expect(analysis.types).toEqual({ kind: 'included' });
    expect('problems' in analysis && analysis.problems.filter(concernsModules)).toEqual([]);
  });

  it('holds what is built, its sources, a README and the licence, and nothing that tests need', () => {
    const others = packed.files.filter((file) => !/^(lib\/.*\.(js|d\.ts)(\.map)?|src\/.*\.ts)$/.test(file));
    expect(others.filter((file) => file !== 'CHANGELOG.md').sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(packed.files.filter((file) => /test|fake/.test(file))).toEqual([]);
  });

  it('holds every file that its files import', () => {
    const missing = packed.files
      .filter((file) => /^lib\/.*\.(js|d\.ts)$/.test(file))
      .flatMap((file) =>
        specifiersOf(packed, file).map((specifier) =>
          specifier.startsWith('.') ? posix.join(dirname(file), specifier) : '',
        ),
      )
      .filter((path) => path.startsWith('lib/') && !packed.files.includes(path.replace(/(?<!\.d)\.ts$/, '.d.ts')));
    expect(missing).toEqual([]);
  });

  it('has source maps that lead to its sources', () => {
    const maps = packed.files.filter((file) => file.endsWith('.map'));
    const led = maps.flatMap((file) => {
      const { sources }: { sources: string[] } = JSON.parse(read(packed, file));
      return sources.map((source) => posix.join(dirname(file), source));
    });
    expect(maps.length).toBeGreaterThan(0);
    expect([...new Set(led)].sort()).toEqual(packed.files.filter((file) => file.startsWith('src/')).sort());
  });

  it('depends on what it imports, and on nothing else', () => {
    const { name, dependencies = {}, peerDependencies = {} } = JSON.parse(read(packed, 'package.json'));
    const imported = new Set(packed.files.flatMap((file) => (file.startsWith('lib/') ? importsOf(packed, file) : [])));
    imported.delete(name);
    expect(Object.keys({ ...dependencies, ...peerDependencies }).sort()).toEqual([...imported].sort());
  });

  it('needs the types of kubernetes-models alone', () => {
    const loaded = packed.files.filter((file) => file.endsWith('.js')).flatMap((file) => importsOf(packed, file));
    expect(loaded).not.toContain('kubernetes-models');
  });
});

/** The profile "esm-only": these packages are not CommonJS, and have entry points that Node before 12 cannot resolve. */
function concernsModules(problem: object): boolean {
  const resolution = 'resolutionKind' in problem ? problem.resolutionKind : undefined;
  return resolution !== 'node10' && resolution !== 'node16-cjs';
}

/** The packages that a built file names. */
function importsOf(packed: Packed, file: string): string[] {
  return specifiersOf(packed, file)
    .filter((specifier) => !/^(\.|node:)/.test(specifier))
    .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
}

/** The specifiers that a built file imports. */
function specifiersOf(packed: Packed, file: string): string[] {
  const imports = read(packed, file).matchAll(/^[^*\n]*?(?:from |import |import\()'(?<specifier>[^' ]+)'/gm);
  return [...imports].map((match) => match.groups?.specifier ?? '');
}

function read({ folder }: Packed, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}
