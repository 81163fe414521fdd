import { delimiter, join, relative } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { kubectlWith, script, temporaryFolder } from './fakes.ts';
import { type Machine, searchKubectl } from './find-kubectl.ts';
import { findKubectl } from './index.ts';

const linux: Machine = { platform: 'linux', arch: 'x64', fetch: async () => 'the fetched one' };
const elsewhere: Machine = { ...linux, platform: 'darwin', arch: 'arm64' };

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

describe('the kubectl that KUBECTL names', () => {
  it('comes before the one on PATH', async () => {
    const chosen = script(join(folder, 'chosen'), 'my-kubectl', kubectlWith('v5.0.1'));
    script(join(folder, 'path'), 'kubectl', kubectlWith('v5.7.1'));
    expect(await searchKubectl({ KUBECTL: chosen, PATH: join(folder, 'path') }, linux)).toBe(chosen);
  });

  it('may be a command, which stays a command', async () => {
    script(folder, 'my-kubectl', kubectlWith('v5.0.1'));
    expect(await searchKubectl({ KUBECTL: 'my-kubectl', PATH: folder }, linux)).toBe('my-kubectl');
  });

  it('may be a relative path, which is made absolute', async () => {
    const chosen = script(folder, 'my-kubectl', kubectlWith('v5.0.1'));
    expect(await searchKubectl({ KUBECTL: relative(process.cwd(), chosen), PATH: '' }, linux)).toBe(chosen);
  });

  it('is refused if it does not run, and nothing else is taken instead', async () => {
    script(folder, 'kubectl', kubectlWith('v5.7.1'));
    const missing = join(folder, 'missing');
    const search = searchKubectl({ KUBECTL: missing, PATH: folder }, linux);
    await expect(search).rejects.toThrow(Refusal);
    await expect(search).rejects.toThrow(`KUBECTL is "${missing}", which does not run: spawn ${missing} ENOENT`);
  });

  it('is refused with its own words if it fails', async () => {
    const chosen = script(folder, 'my-kubectl', 'echo "no such library" >&2; exit 127');
    await expect(searchKubectl({ KUBECTL: chosen }, linux)).rejects.toThrow('does not run: no such library');
  });

  it('is refused if it does not print a version', async () => {
    const chosen = script(folder, 'my-kubectl', 'echo hello');
    await expect(searchKubectl({ KUBECTL: chosen }, linux)).rejects.toThrow(Refusal);
  });

  it.each([
    ['v4.5.7', 'whose Kustomize is v4.5.7.'],
    ['unknown', 'whose Kustomize is unknown.'],
    ['', 'whose Kustomize is older than 5 (kubectl prints no version of it).'],
  ])('is refused if its Kustomize is "%s"', async (version, problem) => {
    script(join(folder, 'path'), 'kubectl', kubectlWith('v5.7.1'));
    const chosen = script(folder, 'my-kubectl', kubectlWith(version));
    const search = searchKubectl({ KUBECTL: chosen, PATH: join(folder, 'path') }, linux);
    await expect(search).rejects.toThrow(Refusal);
    await expect(search).rejects.toThrow(problem);
  });

  it('counts as not named if it is empty', async () => {
    const kubectl = script(folder, 'kubectl', kubectlWith('v5.7.1'));
    expect(await searchKubectl({ KUBECTL: '', PATH: folder }, linux)).toBe(kubectl);
  });
});

describe('the kubectl on PATH', () => {
  it.each(['v5.0.4-0.20230601165947-6ce0bf390ce3', 'v5.7.1', '5.0.0', 'v10.0.0'])(
    'is taken if its Kustomize is %s',
    async (version) => {
      const kubectl = script(folder, 'kubectl', kubectlWith(version));
      expect(await searchKubectl({ PATH: folder }, linux)).toBe(kubectl);
    },
  );

  it('is passed over for a later one if it is older, broken or a folder', async () => {
    script(join(folder, 'old'), 'kubectl', kubectlWith('v4.5.7'));
    script(join(folder, 'broken'), 'kubectl', 'exit 1');
    script(join(folder, 'folder', 'kubectl'), 'not-me', '');
    const kubectl = script(join(folder, 'new'), 'kubectl', kubectlWith('v5.7.1'));
    const PATH = ['old', 'missing', 'broken', 'folder', 'new'].map((name) => join(folder, name)).join(delimiter);
    expect(await searchKubectl({ PATH }, linux)).toBe(kubectl);
  });

  it('is fetched on Linux x86-64 if there is none that can be used', async () => {
    script(folder, 'kubectl', kubectlWith('v4.5.7'));
    expect(await searchKubectl({ PATH: folder }, linux)).toBe('the fetched one');
    expect(await searchKubectl({}, linux)).toBe('the fetched one');
  });

  it.each([elsewhere, { ...linux, arch: 'arm64' }, { ...linux, platform: 'win32' as const }])(
    'is refused on $platform $arch if there is none that can be used, with what to install',
    async (machine) => {
      const search = searchKubectl({ PATH: folder }, machine);
      await expect(search).rejects.toThrow(Refusal);
      await expect(search).rejects.toThrow('Install kubectl 1.27 or newer (with Kustomize 5 or newer), or set KUBECTL');
    },
  );
});

describe('a search', () => {
  it('is made once for the environment of the process, and again after it failed', async () => {
    const kubectl = script(folder, 'kubectl', `echo called >> '${folder}/calls'\n${kubectlWith('v5.7.1')}`);
    vi.stubEnv('KUBECTL', join(folder, 'missing'));
    await expect(findKubectl()).rejects.toThrow(Refusal);
    vi.stubEnv('KUBECTL', kubectl);
    expect(await Promise.all([findKubectl(), findKubectl()])).toEqual([kubectl, kubectl]);
    vi.stubEnv('KUBECTL', join(folder, 'missing'));
    expect(await findKubectl()).toBe(kubectl);
    vi.unstubAllEnvs();
  });

  it('is made anew for any other environment', async () => {
    const one = script(folder, 'one', kubectlWith('v5.7.1'));
    const two = script(folder, 'two', kubectlWith('v5.7.1'));
    expect(await findKubectl({ KUBECTL: one })).toBe(one);
    expect(await findKubectl({ KUBECTL: two })).toBe(two);
  });
});
