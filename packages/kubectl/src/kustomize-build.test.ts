import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { kubectlWith, script, temporaryFolder, withPinnedKubectl } from './fakes.ts';
import { kustomizeBuild } from './index.ts';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  EMPTY: ""\n';

/** Writes a kustomization beside the ConfigMap. */
function kustomization(folder: string, lines: string): void {
  writeFileSync(join(folder, 'config-map.yaml'), CONFIG_MAP);
  writeFileSync(join(folder, 'kustomization.yaml'), lines);
}

describe('a build with the real kubectl', () => {
  withPinnedKubectl();

  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });

  it('gives what Kustomize makes of the folder, without a warning', async () => {
    kustomization(folder, 'resources: [config-map.yaml]\nnamespace: payments\nnameSuffix: -staging\n');
    expect(await kustomizeBuild(folder)).toEqual({
      yaml:
        'apiVersion: v1\ndata:\n  EMPTY: ""\nkind: ConfigMap\n' +
        'metadata:\n  name: settings-staging\n  namespace: payments\n',
      warnings: '',
    });
  });

  it('takes a folder that is relative to the working directory', async () => {
    kustomization(folder, 'resources: [config-map.yaml]\n');
    expect((await kustomizeBuild(relative(process.cwd(), folder))).yaml).toContain('name: settings');
  });

  it('gives back more than Node reads by itself', async () => {
    kustomization(folder, 'resources: [config-map.yaml, large.yaml]\n');
    writeFileSync(
      join(folder, 'large.yaml'),
      `${CONFIG_MAP.replace('settings', 'large')}  A: ${'a'.repeat(2 ** 21)}\n`,
    );
    expect((await kustomizeBuild(folder)).yaml.length).toBeGreaterThan(2 ** 21);
  });

  it('warns of a deprecated field', async () => {
    kustomization(folder, 'resources: [config-map.yaml]\ncommonLabels:\n  team: payments\n');
    const { yaml, warnings } = await kustomizeBuild(folder);
    expect(yaml).toContain('team: payments');
    expect(warnings).toMatch(/^# Warning: 'commonLabels' is deprecated\..*\S$/s);
  });

  it('does not listen to the preferences of who builds', async () => {
    kustomization(folder, 'resources: [config-map.yaml]\n');
    const { HOME } = process.env;
    onTestFinished(() => void vi.stubEnv('HOME', HOME));
    vi.stubEnv('HOME', folder);
    mkdirSync(join(folder, '.kube'));
    writeFileSync(join(folder, '.kube', 'kuberc'), 'kind: [');
    expect((await kustomizeBuild(folder)).warnings).toBe('');
  });

  it.each([
    ['names a file that is missing', 'resources: [missing.yaml]\n', /missing\.yaml.*no such file or directory/s],
    ['has an unknown field', 'resource: []\n', /unknown field "resource"/],
  ])('refuses a kustomization that %s, with its folder and the words of kubectl', async (_, lines, words) => {
    kustomization(folder, lines);
    const build = kustomizeBuild(folder);
    await expect(build).rejects.toThrow(Refusal);
    await expect(build).rejects.toThrow(words);
    await expect(build).rejects.toMatchObject({ problems: [{ file: folder }] });
  });

  it('refuses a folder that is not there', async () => {
    await expect(kustomizeBuild(join(folder, 'missing'))).rejects.toThrow(`${join(folder, 'missing')}\n  kubectl`);
  });
});

describe('a build that does not end', () => {
  /** A kubectl that knows its version, and sleeps over everything else. */
  function sleepingKubectl(): { folder: string; ended: () => boolean } {
    const folder = temporaryFolder();
    const pidFile = join(folder, 'pid');
    const sleep = `echo $$ > '${pidFile}'; echo 'fetching' >&2; exec sleep 600`;
    const body = `if [ "$1" = version ]; then ${kubectlWith('v5.7.1')}; else ${sleep}; fi`;
    vi.stubEnv('KUBECTL', script(folder, 'kubectl', body));
    onTestFinished(() => void vi.unstubAllEnvs());
    const ended = () => {
      const pid = Number(readFileSync(pidFile, 'utf8'));
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    };
    return { folder, ended };
  }

  // The search for kubectl is made once a process, so that a fake is only found by a module that has not searched yet.
  async function freshBuild() {
    vi.resetModules();
    return (await import('./index.ts')).kustomizeBuild;
  }

  it('is ended at its time limit, and refused with its folder and what to look for', async () => {
    const { folder, ended } = sleepingKubectl();
    const build = (await freshBuild())(folder, { timeout: 500 });
    await expect(build).rejects.toThrow(Refusal);
    await expect(build).rejects.toThrow(
      `${folder}\n  kubectl kustomize has not built this folder within 0.5 seconds.\n  Look for a resource that is fetched`,
    );
    expect(ended()).toBe(true);
  });

  it('is not taken for one that was ended from outside', async () => {
    const folder = temporaryFolder();
    const body = `if [ "$1" = version ]; then ${kubectlWith('v5.7.1')}; else kill -9 $$; fi`;
    vi.stubEnv('KUBECTL', script(folder, 'kubectl', body));
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect((await freshBuild())(folder)).rejects.toThrow('does not build this folder');
  });
});
