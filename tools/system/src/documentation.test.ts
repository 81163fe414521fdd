import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readManifests } from '@k8s-blocks/read-manifests';
import { type Answer, WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Block, type Page, readPage } from './documentation/page.ts';
import { type Edit, emptyProject, prepare, tsc, walk } from './documentation/walk.ts';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

/** What a block may be. `mermaid` is a picture; everything else is run, type-checked or parsed. */
const LANGUAGES = ['diff', 'json', 'mermaid', 'sh', 'text', 'ts', 'yaml'];

/** Pages whose blocks are the files and commands of a project of its own. */
const PROJECTS = ['docs/use-the-packages-elsewhere.md'];

/** Pages whose blocks are parts of an example, by its folder. Tests of the example run its commands. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'docs/a-whole-stack.md': 'examples/shop',
  'examples/shop/README.md': 'examples/shop',
};

/** Pages that another test walks, step by step, or whose commands need a cluster: the tests of those commands have one. */
const RUN_ELSEWHERE = ['docs/tutorial.md', 'docs/deploy.md', 'docs/drift.md'];

/** The changes that a page presupposes: committed ones, and edits after them. */
const SITUATIONS: Readonly<Record<string, { readonly committed: readonly Edit[]; readonly edits: readonly Edit[] }>> = {
  'packages/cli/README.md': {
    committed: [['apps/connector/src/settings.ts', 'replicas: 1', 'replicas: 2']],
    edits: [['apps/connector/src/settings.ts', "imageTag: 'staging'", "imageTag: 'rc-2'"]],
  },
};

const pages: readonly Page[] = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...readdirSync(join(WORKSPACE, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...['packages', 'examples'].flatMap((room) =>
    readdirSync(join(WORKSPACE, room)).map((name) => `${room}/${name}/README.md`),
  ),
].map((path) => readPage(path, readFileSync(join(WORKSPACE, path), 'utf8')));

const paths = pages.map(({ path }) => path);
const blocks = pages.flatMap((page) => page.blocks);

/** The problems of the blocks of one language, each with its location. */
async function problemsOfBlocks(language: string, problemOf: (block: Block) => Promise<string | undefined>) {
  const problems: string[] = [];
  for (const block of blocks.filter((each) => each.language === language)) {
    const problem = await problemOf(block);
    if (problem !== undefined) problems.push(`${block.location}: ${problem}`);
  }
  return problems;
}

describe('the README, the pages of docs/ and the READMEs of the packages and examples', () => {
  it('declare the language of every code block', () => {
    const unknown = blocks.filter(({ language }) => !LANGUAGES.includes(language));
    expect(unknown.map(({ location, language }) => `${location}: "${language}"`)).toEqual([]);
  });

  it('link to files and headings that exist', () => {
    const broken = pages.flatMap((page) =>
      page.links.flatMap(({ location, target }) => (leads(page, target) ? [] : [`${location}: ${target}`])),
    );
    expect(broken).toEqual([]);
  });

  it('are linked from the README, all that are in docs/', () => {
    const linked = pages[0]?.links.map(({ target }) => target) ?? [];
    expect(paths.filter((path) => path.startsWith('docs/') && !linked.includes(path))).toEqual([]);
  });

  it('contain YAML that can be read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'documentation-'));
    const problems = await problemsOfBlocks('yaml', async ({ text }) => {
      const file = join(folder, 'manifest.yaml');
      // A block without an apiVersion is a part of an object.
      await writeFile(file, /^apiVersion:/m.test(text) ? text : `apiVersion: v1\nkind: ConfigMap\n${text}`);
      const { findings } = await readManifests([file]);
      return findings[0]?.problem;
    });
    await rm(folder, { recursive: true });
    expect(problems).toEqual([]);
  });
});

function leads({ path, anchors }: Page, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return true;
  const [file = '', anchor] = target.split('#');
  const full = join(dirname(path), file);
  if (file !== '' && !existsSync(join(WORKSPACE, full))) return false;
  if (anchor === undefined) return true;
  const there = file === '' ? anchors : readPage(full, readFileSync(join(WORKSPACE, full), 'utf8')).anchors;
  return there.has(anchor);
}

describe('in a copy of the workspace', () => {
  let copy: WorkspaceCopy;
  let targets: ReadonlyMap<string, ReadonlyMap<string, string | undefined>>;
  const memo = new Map<string, Answer>();
  beforeAll(async () => {
    copy = await WorkspaceCopy.make();
    await copy.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    targets = await targetsOf(copy);
  }, 120_000);
  afterAll(() => copy?.remove());

  it('every example in TypeScript is strictly typed', async () => {
    await writeExamples(join(copy.folder, 'documentation'));
    const { stdout } = await tsc(copy, 'documentation');
    await rm(join(copy.folder, 'documentation'), { recursive: true });
    // Errors within packages are left to their own type checks.
    const errors = stdout.split('\n').filter((line) => line.includes('error TS') && !line.startsWith('packages/'));
    expect(errors).toEqual([]);
  }, 120_000);

  it.each(paths)(
    'the commands of %s work, and print what it shows',
    async (path) => {
      const page = pages.find((each) => each.path === path);
      if (page === undefined) throw new Error(`${path} is not read.`);
      await copy.reset();
      const { committed = [], edits = [] } = SITUATIONS[path] ?? {};
      if (path in SITUATIONS) {
        await prepare(copy, committed);
        await copy.commit();
        await copy.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
        await prepare(copy, edits);
      }
      const project = PROJECTS.includes(path) ? 'project' : undefined;
      const example = EXAMPLES[path];
      if (project !== undefined) await emptyProject(copy, project);
      const { problems } = await walk(page, {
        ...{ copy, targets },
        ...(project === undefined ? {} : { project }),
        ...(example === undefined ? {} : { example }),
        ...(RUN_ELSEWHERE.includes(path) ? { isRunElsewhere: true } : {}),
        isChanged: path in SITUATIONS,
        memo,
      });
      if (project !== undefined) await rm(join(copy.folder, project), { recursive: true });
      expect(problems.join('\n')).toBe('');
    },
    180_000,
  );
});

/** Each example as a module; those of a project under their own names, since they import each other. */
async function writeExamples(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const config = { extends: '../tsconfig.base.json', include: ['.'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  for (const { path, blocks: own } of pages) {
    for (const { language, text, file, location } of own) {
      if (language !== 'ts' || path in EXAMPLES) continue;
      const line = location.slice(path.length + 1);
      const name = PROJECTS.includes(path) && file !== undefined ? file : `line-${line}.ts`;
      const target = join(folder, path.replaceAll('/', '-').replace('.md', ''), name);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, /^(import|export) /m.test(text) ? text : `export {};\n${text}`);
    }
  }
}

/** The targets of every project by its short name, as Nx knows them. */
async function targetsOf(copy: WorkspaceCopy) {
  const file = join(copy.folder, 'graph.json');
  const { exitCode, stderr } = await copy.nx(['graph', '--file', relative(copy.folder, file)]);
  if (exitCode !== 0) throw new Error(stderr);
  type Targets = Readonly<Record<string, { readonly options?: { readonly command?: string } }>>;
  const { graph }: { graph: { nodes: Readonly<Record<string, { readonly data: { readonly targets: Targets } }>> } } =
    JSON.parse(readFileSync(file, 'utf8'));
  await rm(file);
  return new Map(
    Object.entries(graph.nodes).map(([name, { data }]) => [
      basename(name),
      new Map(Object.entries(data.targets).map(([target, { options }]) => [target, options?.command])),
    ]),
  );
}
