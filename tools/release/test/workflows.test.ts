import { describe, expect, it } from 'vitest';
import { type Job, readWorkflows, stepsOf } from './workflows.ts';

const workflows = readWorkflows();
const jobs = workflows.flatMap(({ path, jobs }) => Object.entries(jobs).map(([name, job]) => ({ path, name, job })));
const release = workflows.find(({ path }) => path === '.github/workflows/release.yml')?.jobs ?? {};

/** The jobs that have a right, by their names. */
const jobsThat = (right: string, value: string) =>
  jobs.filter(({ job }) => job.permissions?.[right] === value).map(({ name }) => name);

/** All jobs that a job of the release waits for. */
function waitsFor(name: string): ReadonlySet<string> {
  const needs = [release[name]?.needs ?? []].flat();
  return new Set(needs.flatMap((need) => [need, ...waitsFor(need)]));
}

const usesOf = ({ steps = [] }: Job) => steps.map(({ uses = '' }) => uses.replace(/@.*/s, ''));

describe.each(workflows)('$path', ({ path, text, on, permissions, ...workflow }) => {
  it('pins every action to a commit, with a comment of its version', () => {
    const used = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line) && !line.includes('uses: ./'));
    expect(used.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    // Written otherwise, it would not be seen above.
    expect(stepsOf({ path, text, ...workflow }).filter(({ uses }) => uses && !uses.startsWith('./'))).toHaveLength(
      used.length,
    );
  });

  it('runs nothing for a stranger with the rights of the repository', () => {
    expect(JSON.stringify(on ?? {})).not.toMatch(/pull_request_target|workflow_run|issue|comment|discussion/);
  });

  it('pastes nothing into a script', () => {
    const steps = stepsOf({ path, text, ...workflow });
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
    expect(steps.filter((step) => JSON.stringify(step.with ?? {}).includes('github.event'))).toEqual([]);
  });

  it('may only read the repository, unless a job asks for more', () => {
    if (path.includes('/actions/')) return;
    expect(permissions).toEqual({ contents: 'read' });
  });

  it('leaves no token in a repository that it checks out', () => {
    const checkouts = stepsOf({ path, text, ...workflow }).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });
});

describe('of all jobs', () => {
  it('one may publish, one may write the pull request of a version, one may tag, and one may comment', () => {
    expect(jobsThat('id-token', 'write')).toEqual(['publish']);
    expect(jobsThat('contents', 'write').sort()).toEqual(['tag', 'version']);
    expect(jobsThat('pull-requests', 'write').sort()).toEqual(['comment', 'version']);
    const rights = jobs.flatMap(({ job }) => Object.keys(job.permissions ?? {}));
    expect([...new Set(rights)].sort()).toEqual(['contents', 'id-token', 'pull-requests']);
  });

  it.each(['publish', 'tag'])('%s runs nothing of the repository, and installs nothing', (name) => {
    const job = release[name] ?? {};
    expect(['actions/setup-node', 'actions/download-artifact', '']).toEqual(expect.arrayContaining(usesOf(job)));
    const scripts = (job.steps ?? []).map(({ run = '' }) => run).join('\n');
    expect(scripts).not.toMatch(/\b(npm (ci|i|install|exec|run|x)|npx|node|nx|git|curl|pnpm|yarn)\b/);
  });

  it('those with a right run only when the tests and the cluster have passed for the same commit', () => {
    for (const name of ['version', 'build', 'publish', 'tag'])
      expect([...waitsFor(name)]).toEqual(expect.arrayContaining(['everything', 'cluster']));
    expect([...waitsFor('publish')]).toContain('build');
    expect([...waitsFor('tag')]).toContain('publish');
  });

  it('publish alone is in the environment that npm trusts', () => {
    expect(jobs.filter(({ job }) => job.environment !== undefined).map(({ name }) => name)).toEqual(['publish']);
  });
});

describe('the difference of a pull request', () => {
  const { diff, comment } = workflows.find(({ path }) => path === '.github/workflows/diff.yml')?.jobs ?? {};
  const steps = diff?.steps ?? [];
  const writing = (format: string) => steps.find(({ run }) => run?.includes(`--format ${format}`));

  it('is a page that is kept with the run, and a comment that links to it', () => {
    const page = steps.find(({ uses, id }) => uses?.startsWith('actions/upload-artifact@') && id === 'page');
    expect(writing('html')?.run).toContain(` --out ${page?.with?.path} `);
    expect(writing('markdown')?.run).toContain('--link "$PAGE"');
    expect(writing('markdown')?.env?.PAGE).toBe('${{ steps.page.outputs.artifact-url }}');
    const inOrder = [writing('html'), page, writing('markdown')];
    expect(steps.filter((step) => inOrder.includes(step))).toEqual(inOrder);
  });

  it('is made by a job without rights, whose Markdown alone reaches the one that comments', () => {
    expect(diff?.permissions).toBeUndefined();
    expect(comment?.permissions).toEqual({ 'pull-requests': 'write' });
    expect(usesOf(comment ?? {})).toEqual(['actions/download-artifact', '']);
    expect(comment?.steps?.[0]?.with).toEqual({ name: 'diff' });
    expect(steps.at(-1)?.with).toEqual({ name: 'diff', path: 'diff.md' });
  });
});

it('the programs of a control plane are of one version, and pinned by their checksums', () => {
  const action = workflows.find(({ path }) => path === '.github/actions/control-plane/action.yml');
  expect(action?.text).toMatch(/setup-envtest@v\d+\.\d+\.\d+$/m);
  expect(action?.text).toMatch(/use \d+\.\d+\.\d+ --index/);
  expect(action?.text).toMatch(/controller-tools\/[0-9a-f]{40}\//);
  expect(workflows.filter(({ text }) => /setup-envtest/.test(text))).toEqual([action]);
});
