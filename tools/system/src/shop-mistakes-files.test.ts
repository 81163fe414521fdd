import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsOf } from './refused.test-helper.ts';

const SAMPLES = fileURLToPath(new URL('../../../examples/shop/k8s/samples', import.meta.url));

let tree: string;
beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'shop-mistakes-'));
});
afterAll(() => rm(tree, { recursive: true }));

/** The problems with which staging of the samples is not built, after a file of theirs was edited. */
async function problemsAfter(file: string, edit: (text: string) => string) {
  await cp(SAMPLES, tree, { recursive: true });
  const path = join(tree, file);
  await writeFile(path, edit(await readFile(path, 'utf8')));
  return problemsOf(() => kustomizeBuild(join(tree, 'overlays/staging')));
}

describe('a file of the shop that was edited by hand', () => {
  it('is not built with a tab in its YAML', async () => {
    const problems = await problemsAfter('base/cronjob.yaml', (text) => text.replace('  schedule:', '\tschedule:'));
    const problem = expect.stringMatching(/yaml: line 10: found character that .* in File: cronjob\.yaml/);
    expect(problems).toMatchObject([{ file: join(tree, 'overlays/staging'), problem }]);
  });

  it('is not built where its kustomization.yaml names a file that is not there', async () => {
    const problems = await problemsAfter('base/kustomization.yaml', (text) =>
      text.replace('cronjob.yaml', 'cronjobs.yaml'),
    );
    const problem = expect.stringMatching(/resources from 'cronjobs\.yaml': .*no such file/);
    expect(problems).toMatchObject([{ file: join(tree, 'overlays/staging'), problem }]);
  });
});
