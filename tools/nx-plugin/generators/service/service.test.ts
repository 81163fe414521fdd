import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addService } from './add-service.ts';
import type { ServiceOptions } from './options.ts';

// No likely name: a service that is called like one here would be refused, rightly.
const SERVICE = '@k8s-blocks/nx-plugin:service';

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await WorkspaceCopy.make();
});
afterAll(() => copy?.remove());

const generate = (...args: readonly string[]) => copy.nx(['g', SERVICE, ...args, '--skip-install']);

/** Adds a service in this process, to files that are not written; says which it would write. */
async function added(options: Partial<ServiceOptions>): Promise<readonly string[]> {
  const tree = new FsTree(copy.folder, false);
  await addService(tree, { name: 'newcomer', port: 8080, skipInstall: true, ...options });
  return tree.listChanges().map(({ path }) => path);
}

async function changed(file: string, from: string, to: string): Promise<void> {
  const path = join(copy.folder, file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

describe('nx g service newcomer', () => {
  it('writes nothing on a dry run', async () => {
    const { exitCode, stdout } = await generate('newcomer', '--dry-run');
    expect(exitCode, stdout).toBe(0);
    expect(stdout).toContain('CREATE apps/newcomer/src/app.ts');
    expect(await copy.git('status', '--short')).toBe('');
  });

  it('declares its route, and emits it', async () => {
    const routes = `const routes = {
  kind: 'Ingress',
  className: 'nginx',
  controller: { namespace: 'ingress-nginx' },
  domain: 'example.com',
} as const;

/**
 * The map`;
    const file = 'packages/stack/src/system.ts';
    await changed(file, '/**\n * The map', routes);
    await changed(file, 'base: {}', 'base: { routes }');
    await changed(
      file,
      "suffix: '-staging',",
      "suffix: '-staging', routes: { ...routes, domain: 'staging.example.com' },",
    );
    await changed(file, 'production: true,', 'production: true, routes,');
    const { exitCode, stdout, stderr } = await generate('newcomer', '--expose', 'shop');
    expect(exitCode, stdout + stderr).toBe(0);
    const text = await readFile(join(copy.folder, file), 'utf8');
    expect(text).toContain("connection(internet, newcomer.ports.http, 'say here who calls', { host: 'shop' }),\n  ],");
    const emitted = await copy.runMany(['-t', 'emit', '-p', 'newcomer']);
    expect(emitted.exitCode, emitted.output).toBe(0);
    const route = await readFile(join(copy.folder, 'k8s/newcomer/base/routes.yaml'), 'utf8');
    expect(route).toContain('host: shop.example.com');
    await copy.reset();
    await copy.git('clean', '--quiet', '-fd');
  });

  describe('writes a service', () => {
    // The longest name that fits in all environments, so that every line that may have to be broken is.
    const long = `a-${'long-'.repeat(10)}one`;
    const workloads = ['StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;
    const ofKinds = workloads.map((workload) => ({ name: `a-${workload.toLowerCase()}`, workload }));
    const others = [{ name: 'a-worker', kind: 'none' }, { name: 'an-rpc', kind: 'grpc' }, ...ofKinds] as const;
    const names = ['newcomer', 'neighbour', long, 'type', ...others.map(({ name }) => name)];
    beforeAll(async () => {
      const { exitCode, stdout, stderr } = await generate('neighbour', '--port', '9000', '--namespace', 'newcomers');
      expect(exitCode, stdout + stderr).toBe(0);
      for (const service of [{ name: 'newcomer' }, { name: long }, { name: 'type' }, ...others]) {
        const tree = new FsTree(copy.folder, false);
        await addService(tree, { ...service, skipInstall: true });
        flushChanges(copy.folder, tree.listChanges());
      }
    });
    afterAll(async () => {
      await copy.reset();
      await copy.git('clean', '--quiet', '-fd');
    });

    it('that can be emitted, checked, built and verified at once', async () => {
      const emitted = await copy.runMany(['-t', 'emit', '-p', ...names, 'map']);
      expect(emitted.exitCode, emitted.output).toBe(0);
      const { exitCode, output, ran } = await copy.runMany([
        '-t',
        'check',
        'build',
        'verify',
        '-p',
        ...names,
        'map',
        'stack',
      ]);
      expect(exitCode, output).toBe(0);
      expect(output).toContain('0 errors, 0 warnings');
      const own = names.flatMap((name) => [`${name}:build`, `${name}:check`]);
      expect(ran).toEqual(expect.arrayContaining([...own, 'map:check', 'stack:verify']));
    });

    it('whose own tests pass, and that is typed and formatted, as the map still is', async () => {
      const folders = [...names.map((name) => `apps/${name}`), 'packages/stack'];
      // One program of all: each of their configurations says only what they extend.
      const config = { extends: './tsconfig.base.json', include: folders };
      await writeFile(join(copy.folder, 'tsconfig.json'), JSON.stringify(config));
      for (const command of [
        ['vitest', 'run', ...folders.flatMap((folder) => ['--project', `@k8s-blocks/${basename(folder)}`])],
        ['biome', 'check', ...folders],
        ['tsc', '-p', '.'],
      ]) {
        const { exitCode, stdout, stderr } = await copy.run(command);
        expect(exitCode, stdout + stderr).toBe(0);
      }
    });

    it('that changes no file of another service', async () => {
      const status = await copy.git('status', '--short', '--untracked-files=all');
      const changed = status.split('\n').map((line) => line.slice(3));
      const own = names.flatMap((name) => [`apps/${name}/`, `k8s/${name}/`]);
      const others = changed.filter(
        (path) => /^(apps|k8s\/\S+)\//.test(path) && !own.some((folder) => path.startsWith(folder)),
      );
      expect(others.filter((path) => !/^k8s\/(base|overlays|gitops)\//.test(path))).toEqual([]);
    });

    it('that is last on the map', async () => {
      const system = await readFile(join(copy.folder, 'packages/stack/src/system.ts'), 'utf8');
      expect(system.replaceAll(/\s+/g, ' ')).toMatch(
        /services: \[ tigerbeetle, .*neighbour, newcomer, aLong\w+, type, aWorker, anRpc, aStatefulset, aDaemonset, aJob, aCronjob, \]/,
      );
    });

    it('with the port and the namespace that were asked for', async () => {
      const staging = await readFile(join(copy.folder, 'dist/k8s/neighbour/staging.yaml'), 'utf8');
      expect(staging).toContain('namespace: newcomers-staging');
      expect(staging).toContain('containerPort: 9000');
    });

    it('that is read in a minute', async () => {
      const folder = join(copy.folder, 'apps/newcomer/src');
      const texts = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')));
      expect(texts.join('').split('\n').length).toBeLessThan(80);
    });
  });
});

describe('nx g service refuses', () => {
  /** Changes the copy for the test that runs, and no longer. */
  const forThisTest = async (change: () => Promise<unknown>) => {
    onTestFinished(async () => {
      await copy.reset();
      await copy.git('clean', '--quiet', '-fd');
    });
    await change();
  };

  it('with the service, the field, what is wrong and what would be right, and without a stack trace', async () => {
    const { exitCode, stdout, stderr } = await generate('newcomer', '--port', '70000');
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toMatch(
      /newcomer › its contract › ports\.http\.port\n\s+70000 is not a valid port \(1-65535\)\.\n\s+Give a whole number from 1 to 65535\.\n/,
    );
    expect(stdout + stderr).not.toMatch(/stack ?trace|^\s+at /im);
    expect(await copy.git('status', '--short')).toBe('');
  });

  it('what the system does not do, without a stack trace', async () => {
    await forThisTest(async () => {
      await rm(join(copy.folder, 'k8s'), { recursive: true });
      await symlink('k8s', join(copy.folder, 'k8s'));
    });
    const { exitCode, stdout, stderr } = await generate('newcomer');
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('Its symbolic links lead in a circle. (ELOOP, lstat)');
    expect(stdout + stderr).not.toMatch(/stack ?trace|^\s+at /im);
  });

  it.each<[string, Partial<ServiceOptions>, string]>([
    ['a name with capitals', { name: 'Newcomer' }, '"Newcomer" is not a valid name of a Service'],
    ['a name with an underscore', { name: 'new_comer' }, '"new_comer" is not a valid name of a Service'],
    ['a name that begins with a digit', { name: '1newcomer' }, '"1newcomer" is not a valid name of a Service'],
    ['no name', { name: '' }, 'is empty'],
    ['a name that leads elsewhere', { name: '../newcomer' }, '"../newcomer" is not a valid name of a Service'],
    ['a name that is a path', { name: 'apps/newcomer' }, '"apps/newcomer" is not a valid name of a Service'],
    ['a name that is an absolute path', { name: '/etc/passwd' }, '"/etc/passwd" is not a valid name of a Service'],
    ['a name that is the folder above', { name: '..' }, '".." is not a valid name of a Service'],
    ['a name that a shell would run', { name: '$(touch PWNED)' }, '"$(touch PWNED)" is not a valid name of a Service'],
    ['a namespace that a shell would run', { namespace: 'a;touch PWNED' }, '"a;touch PWNED" is not a valid DNS label'],
    ['a name that is too long with a suffix', { name: 'x'.repeat(60) }, '55 characters at most'],
    ['no port at all', { port: 0 }, '0 is not a valid port'],
    ['a workload that there is not', { workload: 'CronJobs' as 'CronJob' }, 'Did you mean "CronJob"?'],
    ['a port of what has none', { kind: 'none', port: 8080 }, 'port\n  It serves nothing, and so has no port.'],
    ['a host of what the internet cannot call', { kind: 'grpc', expose: 'shop' }, 'The internet comes by HTTP alone.'],
    ['a host that is none', { expose: 'Shop' }, '"Shop" is not a valid'],
    ['a host where routes are not made', { expose: 'shop' }, 'does not say how routes are made'],
    ['a Job that serves', { workload: 'Job', kind: 'http' }, 'A Job serves nothing.'],
    ['a StatefulSet that serves nothing', { workload: 'StatefulSet', kind: 'none' }, 'named by a Service'],
    ['half a port', { port: 80.5 }, '80.5 is not a valid port'],
    ['a namespace that is no DNS label', { namespace: 'my.newcomers' }, '"my.newcomers" is not a valid DNS label'],
    ['a namespace of Kubernetes', { namespace: 'kube-system' }, 'a namespace of Kubernetes itself'],
    ['the default namespace', { namespace: 'default' }, 'a namespace of Kubernetes itself'],
    [
      'what is a namespace of another in staging',
      { name: 'connector-x', namespace: 'agent-runtime-staging' },
      'connector',
    ],
    ['the namespace of a party outside', { namespace: 'monitoring' }, 'somebody else, namespace monitoring'],
    ['a name on the map', { name: 'connector' }, 'on the map already'],
    ['the name of a package', { name: 'labels' }, 'A package of this workspace is named @k8s-blocks/labels already'],
    ['the name of a tool', { name: 'testing' }, 'named @k8s-blocks/testing already'],
    ['a keyword', { name: 'new', namespace: 'newcomers' }, 'such as "new-service"'],
    ['a word that strict code reserves', { name: 'static' }, 'such as "static-service"'],
    ['what every program has', { name: 'undefined' }, 'such as "undefined-service"'],
    ['what the map means something else by', { name: 'monitoring', namespace: 'newcomers' }, 'system.ts'],
    ['what the app means something else by', { name: 'config' }, 'apps/config/src/app.ts'],
    ['a name that is written like another', { name: 'agent--runtime' }, '"agentRuntime" means something else'],
  ])('%s', async (_, options, message) => {
    await expect(added(options)).rejects.toMatchObject({ name: 'Refusal', message: expect.stringContaining(message) });
  });

  it.each([
    ['a folder', (path: string) => mkdir(path)],
    ['a file', (path: string) => writeFile(path, '')],
    ['a link that leads nowhere', (path: string) => symlink('nowhere', path)],
  ])('to overwrite %s, of the app or of what is emitted', async (_, make) => {
    for (const file of ['apps/newcomer', 'k8s/newcomer']) {
      const path = join(copy.folder, file);
      await make(path);
      await expect(added({})).rejects.toThrow(`newcomer › ${file}\n  It is there already`);
      await rm(path, { recursive: true });
    }
  });

  it.each([
    ['system.ts', 'services: [', 'services: all, order: [', 'It has no list `services: […]`'],
    ['system.ts', 'services: [', 'other: { services: [] }, services: [', 'more than one list `services: […]`'],
    ['system.ts', "from './contracts.ts'", "from './all.ts'", "It has no import { … } from './contracts.ts'"],
    ['system.ts', 'export default', 'export default default', 'It is no TypeScript'],
    ['contracts.ts', '{ contract }', '* as topology', 'It imports no `contract`'],
    ['index.ts', 'export *', 'export * as contracts', "It has no `export * from './contracts.ts'`"],
  ])('a map whose %s has been reshaped, as from %s to %s', async (file, from, to, message) => {
    await forThisTest(() => changed(`packages/stack/src/${file}`, from, to));
    const place = `newcomer › packages/stack/src/${file}\n  It `;
    await expect(added({})).rejects.toThrow(place);
    await expect(added({})).rejects.toThrow(message);
  });

  it.each([
    ['package.json', 'not JSON {', 'It is not JSON: '],
    ['packages/app/package.json', '{ "version": ', 'It is not JSON: '],
    ['tools/testing/package.json', undefined, 'There is no such file.'],
    ['biome.json', '{ "formatter": 1 }', 'Biome cannot format it:'],
    ['biome.json', 'not JSON {', 'Biome cannot format it:'],
  ])('a workspace whose %s is %j', async (file, text, message) => {
    await forThisTest(async () => {
      await rm(join(copy.folder, file));
      if (text !== undefined) await writeFile(join(copy.folder, file), text);
    });
    await expect(added({})).rejects.toMatchObject({ name: 'Refusal', message: expect.stringContaining(message) });
  });

  it('to be silent where npm cannot lock the package', async () => {
    const tree = new FsTree(copy.folder, false);
    const finish = await addService(tree, { name: 'newcomer', port: 8080, skipInstall: false });
    await forThisTest(() => writeFile(join(copy.folder, 'package.json'), '{'));
    expect(finish).toThrow('newcomer › package-lock.json\n  Its files are written, and npm could not lock');
  });
});
