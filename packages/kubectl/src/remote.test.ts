import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { buildEnvironment } from './build-environment.ts';
import { script, temporaryFolder, withPinnedKubectl, writeFiles } from './fakes.ts';
import { findKubectl, kustomizeBuild } from './index.ts';
import { CommandError, run } from './run.ts';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n';

withPinnedKubectl();

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

const write = (files: Readonly<Record<string, string>>) => writeFiles(folder, files);

/** A web server that serves one ConfigMap at any path, or what else is answered, and counts who asks. */
async function webServer(status = 200): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.writeHead(status, { 'WWW-Authenticate': 'Basic realm="a"' }).end(CONFIG_MAP);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}

/** A git repository with a kustomization in it, outside of what is built. */
function gitRepository(): string {
  const repository = temporaryFolder();
  writeFileSync(join(repository, 'config-map.yaml'), CONFIG_MAP);
  writeFileSync(join(repository, 'kustomization.yaml'), 'resources: [config-map.yaml]\n');
  const git = (...args: string[]) => execFileSync('git', ['-C', repository, ...args], { stdio: 'pipe' });
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-qm', 'a');
  return repository;
}

describe('a build', () => {
  it.each([
    'https://example.org/a.yaml',
    'HTTP://example.org/a.yaml',
    'http:example.org',
    'https://github.com/a/b//c?ref=v1',
    'github.com/a/b?ref=v1',
    'GitHub.com/a/b',
    'github.com:a/b.git',
    'git@example.org:a/b',
    'git@example.org/a/b.git',
    'me@10.0.0.1:/srv/repository.git',
    'org-1@github.com:a/b.git',
    'ssh://example.org/a/b',
    'file:///srv/repository',
    'FILE:///srv/repository',
    'git::https://example.org/a/b',
    'GIT::example.org/a',
    'https://dev.azure.com/a/b/_git/c',
  ])('fetches no resource, base or component from %s, and names it', async (address) => {
    for (const field of ['resources', 'bases', 'components']) {
      write({ 'kustomization.yaml': `${field}: [${JSON.stringify(address)}]\n` });
      const build = kustomizeBuild(folder);
      await expect(build).rejects.toThrow(Refusal);
      await expect(build).rejects.toThrow(
        `${join(folder, 'kustomization.yaml')} › ${field}[0]\n  It names "${address}", and nothing is fetched here by default.\n` +
          '  Keep a copy beside the kustomization and name that, or allow it with --allow-remote.',
      );
    }
  });

  it.each([
    ['patches[0].path', 'patches: [{ path: URL }]'],
    ['patchesJson6902[0].path', 'patchesJson6902: [{ path: URL, target: { kind: A, name: a, version: v1 } }]'],
    ['patchesStrategicMerge[0]', 'patchesStrategicMerge: [URL]'],
    ['replacements[0].path', 'replacements: [{ path: URL }]'],
    ['crds[0]', 'crds: [URL]'],
    ['configurations[0]', 'configurations: [URL]'],
    ['openapi.path', 'openapi: { path: URL }'],
    ['generators[0]', 'generators: [URL]'],
    ['transformers[0]', 'transformers: [URL]'],
    ['validators[0]', 'validators: [URL]'],
    ['configMapGenerator[0].files[0]', 'configMapGenerator: [{ name: a, files: [URL] }]'],
    ['configMapGenerator[0].files[0]', 'configMapGenerator: [{ name: a, files: ["key=URL"] }]'],
    ['configMapGenerator[0].envs[0]', 'configMapGenerator: [{ name: a, envs: [URL] }]'],
    ['secretGenerator[0].env', 'secretGenerator: [{ name: a, env: URL }]'],
    ['Resources[0]', 'Resources: [URL]'],
    ['["reſourceS"][0]', 'reſourceS: [URL]'],
    ['resources[0]', '<<: { resources: [URL] }'],
    ['resources[1]', 'resources: [a.yaml, &a URL]'],
  ])('fetches no file that %s names, in whatever form: %s', async (field, line) => {
    const { url, asked } = await webServer();
    write({ 'kustomization.yaml': `${line.replace('URL', `${url}/a`)}\n`, 'a.yaml': CONFIG_MAP });
    await expect(kustomizeBuild(folder)).rejects.toThrow(`kustomization.yaml › ${field}\n  It names "`);
    expect(asked()).toBe(0);
  });

  it('fetches nothing that is named in base64, by a file beside, a plugin, or the plugins of a folder', async () => {
    const { url, asked } = await webServer();
    const binary = Buffer.from(`${url}/a`).toString('base64');
    const plugin = `apiVersion: builtin\nkind: PatchTransformer\nmetadata: { name: a }\npath: ${url}/a\n`;
    const indented = plugin.replace(/^/gm, '  ').trim();
    for (const files of [
      { 'kustomization.yaml': `resources: [!!binary ${binary}]\n` },
      { 'kustomization.yaml': 'resources: [below]\n', 'below/Kustomization': `resources: [${url}/a]\n` },
      { 'kustomization.yml': `transformers:\n- |-\n  ${indented}\n` },
      { 'kustomization.yaml': 'transformers: [p.yaml]\n', 'p.yaml': plugin },
      {
        'kustomization.yaml': 'transformers: [p]\n',
        'p/kustomization.yaml': 'resources: [p.yaml]\n',
        'p/p.yaml': plugin,
      },
    ]) {
      folder = temporaryFolder();
      write(files);
      await expect(kustomizeBuild(folder)).rejects.toThrow(`It names "${url}/a", and nothing is fetched`);
    }
    expect(asked()).toBe(0);
  });

  it('is refused with all remote resources at once, and without passwords and tokens', async () => {
    const addresses = ['https://me:password1@example.org/a', 'https://example.org/b?token=password2&ref=v1'];
    write({ 'kustomization.yaml': `resources: ${JSON.stringify(addresses)}\n` });
    const message = await kustomizeBuild(folder).catch((error: Error) => error.message);
    expect(message).toContain('It names "https://(hidden)@example.org/a"');
    expect(message).toContain('It names "https://example.org/b?token=(hidden)&ref=v1"');
    expect(message).not.toContain('password');
  });

  it('takes files and folders here for what they are, though their names look like addresses', async () => {
    write({
      'kustomization.yaml': 'resources: [me@host/of/a.yaml, github.com.yaml, a@b/]\n',
      'me@host/of/a.yaml': CONFIG_MAP,
      'github.com.yaml': CONFIG_MAP.replace('settings', 'b'),
      'a@b/kustomization.yaml': 'resources: [c.yaml]\n',
      'a@b/c.yaml': CONFIG_MAP.replace('settings', 'c'),
    });
    const { yaml } = await kustomizeBuild(folder);
    expect(yaml.match(/name: \w+/g)?.sort()).toEqual(['name: b', 'name: c', 'name: settings']);
  });

  it('fetches them where that is allowed', async () => {
    const { url } = await webServer();
    write({ 'kustomization.yaml': `resources: [${url}/a.yaml]\n` });
    expect((await kustomizeBuild(folder, { allowRemote: true })).yaml).toBe(CONFIG_MAP);
    write({ 'kustomization.yaml': `resources: ["file://${gitRepository()}"]\n` });
    expect((await kustomizeBuild(folder, { allowRemote: true })).yaml).toBe(CONFIG_MAP);
  });

  it('never prompts for a password where it may fetch, and is refused instead', async () => {
    const { url } = await webServer(401);
    const asked = script(folder, 'askpass', `touch '${folder}/asked'; echo secret`);
    vi.stubEnv('GIT_ASKPASS', asked);
    vi.stubEnv('SSH_ASKPASS', asked);
    onTestFinished(() => void vi.unstubAllEnvs());
    write({ 'kustomization.yaml': `resources: [${url}/a/b.git]\n` });
    await expect(kustomizeBuild(folder, { allowRemote: true })).rejects.toThrow('does not build this folder');
    expect(() => execFileSync('test', ['-e', join(folder, 'asked')])).toThrow();
  });
});

describe('below what is found before a build', () => {
  it.each([
    ['a repository on this machine', () => `file://${gitRepository()}`, "transport 'file' not allowed"],
    ['a repository elsewhere', () => 'git@example.org:a/b', "transport 'ssh' not allowed"],
    ['a web server', () => 'https://example.org/a.yaml', 'proxyconnect tcp: dial tcp 127.0.0.1:0'],
    ['a repository on a web server', () => 'https://example.org/a/b.git', "transport 'https' not allowed"],
  ])('kubectl cannot reach %s', async (_, address, words) => {
    write({ 'kustomization.yaml': `resources: ["${address()}"]\n` });
    const env = buildEnvironment(process.env, false);
    const build = run(await findKubectl(), ['kustomize', folder], { env });
    await expect(build).rejects.toBeInstanceOf(CommandError);
    await expect(build).rejects.toMatchObject({ stderr: expect.stringContaining(words) });
  });
});
