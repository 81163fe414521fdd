import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonReport } from '@k8s-blocks/findings';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { k8sBlocks, k8sBlocksProcess, provideTypeScript, type Start } from './k8s-blocks.test-helper.ts';

const WORKSPACE = fileURLToPath(new URL('../../../', import.meta.url));
const SYSTEM = 'packages/stack/src/system.ts';
const CONNECTOR = 'apps/connector/src/app.ts';
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for.
const COLOUR = /\u001b\[/;
const TRACE = /^\s+at /m;

provideTypeScript(join(WORKSPACE, SYSTEM), join(WORKSPACE, CONNECTOR));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-verify-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('verify', () => {
  describe('of a map', () => {
    it('judges every environment as it is built, and is content with what is waived', async () => {
      const { code, stdout, stderr } = await verifyWith({ cwd: WORKSPACE }, SYSTEM);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(
        /^waived blocked-drain › \S+ › in base and staging › PodDisruptionBudget .*: One pod stays up/,
      );
      expect(stdout).toMatch(/\n0 errors, 0 warnings, [1-9]\d* waived\nJudged [1-9]\d* objects of 12 kustomizations/);
    });

    it('prints who reaches whom in each environment', async () => {
      const { code, stdout } = await verifyWith({ cwd: WORKSPACE }, SYSTEM, '--matrix', 'markdown');
      expect(code).toBe(0);
      expect(stdout.match(/^## .*$/gm)).toEqual(['## base', '## staging', '## production']);
      expect(stdout).toMatch(/^\| from \\ to \|.* agent-society-staging\/agent-society-staging:3100 \|/m);
    });

    it('reads builds from the folder of --out, and reports those that are missing', async () => {
      const { code, stdout, stderr } = await verifyWith({ cwd: WORKSPACE }, SYSTEM, '--built', '--out', folder);
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toContain('  It is not built.\n');
      expect(stdout).toContain('  Remedy: Build every app first, or leave --built out.\n');
      expect(stdout).toContain('12 errors, 0 warnings, 0 waived\nJudged 0 objects of 0 kustomizations');
      expect(stdout).toContain('\nNot judged: agent-society in base, which was not built.\n');
    });

    it('reports a built file that is cut off', async () => {
      await symlink(join(WORKSPACE, 'node_modules'), join(folder, 'node_modules'));
      await write('map.mjs', mapModule);
      await write('built/shop/base.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x');
      const { code, stdout, stderr } = await verify('map.mjs', '--built', '--out', 'built');
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toContain('error unreadable\n  shop › base › built/shop/base.yaml\n');
      expect(stdout).toMatch(/ {2}What was built is not YAML that Kustomize writes in line 3, column \d+\.\n/);
    });

    it.each([
      [
        'is not a map',
        'none.mjs',
        'export default { name: "none" };',
        'none.mjs\n  Its default export is not a map.\n',
      ],
      ['is not there', 'nowhere.ts', undefined, 'nowhere.ts\n  There is no such file.\n'],
    ])('refuses a module that %s', async (_, name, content, words) => {
      if (content !== undefined) await write(name, content);
      const { code, stdout, stderr } = await verify(name);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(words);
      expect(stderr).not.toMatch(TRACE);
    });

    it('does not call a module missing that imports one that is missing', async () => {
      await write('map.mjs', "import './contracts.mjs';\n");
      const { code, stderr } = await k8sBlocksProcess({ cwd: folder }, 'verify', 'map.mjs');
      expect(code).not.toBe(0);
      expect(stderr).toContain('contracts.mjs');
      expect(stderr).not.toContain('There is no such file.');
    });

    it('refuses a map together with manifests, and says how to judge both', async () => {
      await write('map.mjs', 'export default 1;');
      await write('shop.yaml', FAULTY);
      const { code, stdout, stderr } = await verify('map.mjs', 'shop.yaml');
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('"map.mjs" are modules, "shop.yaml" are paths.\n');
      expect(stderr).toContain('Run verify once with the modules of maps, and once with the paths of manifests.');
    });
  });

  describe('of manifests without a map', () => {
    it('judges them by the version of Kubernetes that is named', async () => {
      const ingress = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: a }\n---\n';
      await write(
        'm.yaml',
        `${ingress}apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: { name: b }\nspec: {}\n`,
      );
      const old = await verify('m.yaml', '--kubernetes', '1.33');
      expect(old.stdout).toContain(
        'Kubernetes 1.33 does not serve extensions/v1beta1 Ingress: it was removed with 1.22.',
      );
      expect(old.stdout).toContain('Kubernetes 1.33 does not serve resource.k8s.io/v1 DeviceClass: it came with 1.34.');
      const { stdout } = await verify('m.yaml');
      expect(stdout).toContain('Kubernetes 1.36 does not serve extensions/v1beta1 Ingress: it was removed with 1.22.');
      expect(stdout).not.toContain('DeviceClass');
    });

    it('reports each problem with its location, reason and remedy, and exits 1', async () => {
      await write('shop/all.yaml', FAULTY);
      const { code, stdout, stderr } = await verify('shop');
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toBe(
        [
          'error missing-reference',
          '  shop/all.yaml:16 › Deployment web in shop › spec.template.spec.containers[0].envFrom[0].configMapRef.name',
          '  There is no ConfigMap missing in shop.',
          '  Why: Its pods do not start until that is there.',
          '  Remedy: Correct the name, or add it.',
          '',
          'error service-target-port',
          '  shop/all.yaml:23 › Service web in shop › spec.ports[0].targetPort',
          '  No container of Deployment web in shop has the port htttp/TCP.',
          '  Why: Connections to port 80 of the Service fail.',
          '  Remedy: Use one of 8080/TCP (http).',
          '',
          'warning unisolated-workload',
          '  shop/all.yaml:1 › Deployment web in shop',
          '  No NetworkPolicy isolates its pods for ingress and egress.',
          '  Why: Every pod of the cluster reaches all of their ports. They reach everything in the cluster and outside.',
          '  Remedy: Select them by a NetworkPolicy with policyTypes Ingress and Egress.',
          '',
          '2 errors, 1 warning, 0 waived',
          'Judged 2 objects of 0 kustomizations and 1 file.',
          'Judged in full: 2 objects of 2 kinds.',
          '',
        ].join('\n'),
      );
    });

    it('exits 0 where there are warnings alone', async () => {
      await write('account.yaml', UNUSED);
      const { code, stdout } = await verify('account.yaml');
      expect(code).toBe(0);
      expect(stdout).toContain('warning unused-object\n  account.yaml:1 › ConfigMap idle in shop\n');
      expect(stdout).toContain('0 errors, 1 warning, 0 waived\n');
    });

    it('prints what an annotation waives with its reason, and no longer fails for it', async () => {
      const service = (annotations: string) =>
        `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop${annotations} }\n` +
        'spec: { selector: { app: none }, ports: [{ port: 80 }] }\n';
      await write(
        'pod.yaml',
        'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { containers: [{ name: web, image: "web:1" }] }\n',
      );
      await write('service.yaml', service(''));
      const before = await verify('service.yaml', 'pod.yaml');
      expect(before.code).toBe(1);
      expect(before.stdout).toMatch(/^error unmatched-selector\n/);
      const waiver = ', annotations: { k8s-blocks/waive-unmatched-selector: The operator makes the pods. }';
      await write('service.yaml', service(waiver));
      const after = await verify('service.yaml', 'pod.yaml');
      expect(after.code).toBe(0);
      expect(after.stdout).toMatch(
        /(?:^|\n)waived unmatched-selector › Service web in shop: The operator makes the pods\.\n/,
      );
      const { stdout } = await verify('service.yaml', '--verbose');
      expect(stdout).toMatch(/(?:^|\n)waived unmatched-selector\n {2}service\.yaml:4 › Service web in shop › /);
      expect(stdout).toContain('\n  Waived: The operator makes the pods.\n');
      expect(after.stdout).toContain('0 errors, 1 warning, 1 waived\n');
    });

    it('does not take silence about kinds that it does not know for a verdict', async () => {
      const widgets = ['a', 'b'].map(
        (name) => `apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: ${name} }\n`,
      );
      await write('widgets/all.yaml', widgets.join('---\n'));
      const { code, stdout } = await verify('widgets');
      expect(code).toBe(0);
      expect(stdout).toBe(
        [
          '0 errors, 0 warnings, 0 waived; nothing was judged in full',
          'Judged 2 objects of 0 kustomizations and 1 file.',
          'Judged in full: 0 objects of 0 kinds.',
          'Judged by their metadata alone, since no definition of them is at hand: 2 Widget.',
          '',
        ].join('\n'),
      );
      const kind = { group: 'example.com', kind: 'Widget', extent: 'metadata', objects: 2 };
      expect(JSON.parse((await verify('widgets', '--format', 'json')).stdout)).toMatchObject({ kinds: [kind] });
    });

    it('says which files it could not read', async () => {
      await write('all/broken.yaml', 'a: [');
      await write('all/idle.yaml', UNUSED);
      expect((await verify('all')).stdout).toMatch(
        /Judged in full: 1 object of 1 kind\.\nNot judged: all\/broken\.yaml, which cannot be read, or not whole\.\n$/,
      );
    });

    it('builds kustomizations', async () => {
      await write('overlay/kustomization.yaml', 'namespace: staging\nresources: [account.yaml]\n');
      await write('overlay/account.yaml', UNUSED);
      const { stdout } = await verify('.');
      expect(stdout).toContain('  overlay/kustomization.yaml:1 › ConfigMap idle in staging\n');
      expect(stdout).toContain('Judged 1 object of 1 kustomization and 0 files.\n');
    });

    it.each([
      ['an empty folder', 'empty/.keep', 'empty'],
      ['a folder of anything else', 'docs/README.md', 'docs'],
      ['a file that holds nothing', 'comments.yaml', 'comments.yaml'],
    ])('is not content with %s, also beside one that holds something', async (_, file, path) => {
      await write(file, '# nothing\n');
      await write('account.yaml', UNUSED);
      for (const paths of [[path], ['account.yaml', path]]) {
        const { code, stdout } = await verify(...paths);
        expect(code).toBe(1);
        expect(stdout).toContain(`error nothing-to-judge\n  ${path}\n  No object was found here.\n`);
        expect(stdout.match(/nothing-to-judge/g)).toHaveLength(1);
      }
    });

    it('is content with a path that was read already as part of another, or under another name', async () => {
      await write('all/account.yaml', UNUSED);
      await symlink(join(folder, 'all'), join(folder, 'link'));
      const { code, stdout } = await verify('all', 'all/account.yaml', 'link');
      expect(code).toBe(0);
      expect(stdout).toContain('Judged 1 object of ');
    });

    it('reports a path that does not exist, once', async () => {
      const { code, stdout, stderr } = await verify('nowhere');
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toMatch(/^error unreadable\n {2}nowhere\n {2}This cannot be opened: ENOENT/);
      expect(stdout).toContain('1 error, 0 warnings, 0 waived\nJudged 0 objects');
    });
  });

  describe('in a format', () => {
    beforeEach(() => write('shop/all.yaml', FAULTY));

    it('json is the report for programs, and nothing else', async () => {
      const { code, stdout } = await verify('shop', '--format', 'json');
      const report = JSON.parse(stdout) as JsonReport;
      expect(code).toBe(1);
      expect(report).toMatchObject({
        version: 1,
        counts: { errors: 2, warnings: 1, notices: 0, waived: 0 },
        sources: [{ file: 'shop/all.yaml', kind: 'file', objects: 2 }],
      });
      expect(report.findings[0]).toMatchObject({ rule: 'missing-reference', file: 'shop/all.yaml', line: 16 });
    });

    it('json lists what was built of a map', async () => {
      const { stdout } = await verifyWith({ cwd: WORKSPACE }, SYSTEM, '--format', 'json');
      const { sources, waived } = JSON.parse(stdout) as JsonReport;
      expect(sources).toHaveLength(12);
      expect(sources.every(({ kind, objects }) => kind === 'kustomization' && objects > 0)).toBe(true);
      for (const { finding } of waived) expect(finding.file).toContain(`k8s/${finding.service}/`);
    });

    it('sarif is for code scanning, with the location of each result', async () => {
      const { code, stdout } = await verify('shop', '--format', 'sarif');
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: 'k8s-blocks' } },
            results: [
              {
                ruleId: 'missing-reference',
                level: 'error',
                locations: [
                  { physicalLocation: { artifactLocation: { uri: 'shop/all.yaml' }, region: { startLine: 16 } } },
                ],
              },
              { ruleId: 'service-target-port' },
              { ruleId: 'unisolated-workload', level: 'warning' },
            ],
          },
        ],
      });
    });

    it('github annotates the lines', async () => {
      const { code, stdout } = await verify('shop', '--format', 'github');
      expect(code).toBe(1);
      expect(stdout.split('\n').map((line) => line.split('::').slice(0, 2).join('::'))).toEqual([
        '::error file=shop/all.yaml,line=16,title=missing-reference%3A Deployment web in shop',
        '::error file=shop/all.yaml,line=23,title=service-target-port%3A Service web in shop',
        '::warning file=shop/all.yaml,line=1,title=unisolated-workload%3A Deployment web in shop',
        '2 errors, 1 warning, 0 waived',
        '',
      ]);
    });

    it.each([
      ['text', /^shop\n\nfrom \\ to {2,}shop\/web:8080\nshop\/web {2,}yes\nstranger\/pod {2,}yes\n203\.0\.113\.7 /],
      ['markdown', /^## shop\n\n\| from \\ to \| shop\/web:8080 \|\n\| --- \| :-: \|\n\| shop\/web \| yes \|\n/],
    ])('prints who reaches whom first, as %s', async (matrix, shape) => {
      const { stdout } = await verify('shop', '--matrix', matrix);
      expect(stdout).toMatch(shape);
      expect(stdout).toContain('\nerror missing-reference\n');
    });

    it.each([
      [['--format', 'json', '--matrix', 'text'], '--matrix cannot be used with --format json'],
      [['--format', 'sarif', '--matrix', 'text'], '--matrix cannot be used with --format sarif'],
    ])('that it does not have is refused: %j', async (args, words) => {
      const { code, stdout, stderr } = await verify('shop', ...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(words);
      expect(stderr).not.toMatch(TRACE);
    });

    it('has colours in a terminal, or where they are forced, and not where they are not wanted', async () => {
      const piped = await verify('shop');
      const shown = await verifyWith({ isTerminal: true }, 'shop');
      const forced = await verifyWith({ env: { FORCE_COLOR: '1' } }, 'shop');
      const unwanted = await verifyWith({ isTerminal: true, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }, 'shop');
      expect(piped.stdout).not.toMatch(COLOUR);
      expect(shown.stdout).toMatch(COLOUR);
      expect(forced.stdout).toBe(shown.stdout);
      expect(unwanted.stdout).toBe(piped.stdout);
    });
  });

  describe('of what is broken or hostile', () => {
    it.each<[what: string, content: string | Buffer, location: string, words: string]>([
      ['cut off', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cut, labels: {', ':3:', 'not YAML'],
      ['indented with tabs', 'kind: ConfigMap\nmetadata:\n\tname: tabs\n', ':3:1', 'Tabs are not allowed'],
      ['a bomb of aliases', bomb(), ':7:', 'The aliases of this file stand for more than'],
      ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff]), ':1:1', 'This is a binary file'],
      ['not UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xff, 10]), ':1:', 'not UTF-8'],
      ['no object', '- a\n- b\n', ':1', 'not an object of Kubernetes'],
      ['nested deep', `a: ${'['.repeat(100_000)}`, ':1:', 'levels deep'],
    ])('locates a file that is %s, and judges the others', async (_, content, location, words) => {
      await write('all/broken.yaml', content);
      await write('all/idle.yaml', UNUSED);
      const { code, stdout, stderr } = await verify('all');
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toContain(`error unreadable\n  all/broken.yaml${location}`);
      expect(stdout).toContain(words);
      expect(stdout).toContain('warning unused-object\n  all/idle.yaml:1');
      expect(stdout).toContain('1 error, 1 warning, 0 waived\nJudged 1 object of 0 kustomizations and 2 files.\n');
    });

    it('locates a duplicate key', async () => {
      await write('duplicate.yaml', `${UNUSED}data:\n  a: "1"\n  a: "2"\n`);
      const { code, stdout } = await verify('duplicate.yaml');
      expect(code).toBe(1);
      expect(stdout).toContain('error duplicate-key\n  duplicate.yaml:6:3 › ConfigMap idle in shop › data.a\n');
    });

    it('reads a document of megabytes', async () => {
      const entries = Array.from({ length: 50_000 }, (_, index) => `  key${index}: ${'v'.repeat(50)}\n`);
      await write('large.yaml', `${UNUSED}data:\n${entries.join('')}`);
      const { code, stdout, stderr } = await verify('large.yaml');
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toContain('error config-map-data\n  large.yaml:4 › ConfigMap idle in shop › data\n');
    });

    it('accepts kinds that it does not know, and looks into Lists', async () => {
      await write('crd.yaml', `${CRD}---\napiVersion: example.net/v1\nkind: Widget\nmetadata: { name: w }\nspec: 3\n`);
      await write('list.yaml', LIST);
      const { code, stdout } = await verify('crd.yaml', 'list.yaml');
      expect(code).toBe(1);
      expect(stdout).toContain('error object-name\n  list.yaml:4 › Service Bad_Name in default › metadata.name\n');
      expect(stdout).not.toContain('crd.yaml');
      expect(stdout).toContain('Judged 3 objects of 0 kustomizations and 2 files.\n');
    });

    it.each([
      'metadata: 3',
      'metadata: []',
      'metadata: { name: [x] }\nspec: []',
      'spec: { template: null }',
      'items: 3',
    ])('does not fall over a Deployment of wrong types: %j', async (rest) => {
      await write('wrong.yaml', `apiVersion: apps/v1\nkind: Deployment\n${rest}\n`);
      const { code, stdout, stderr } = await verify('wrong.yaml', '--format', 'json');
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      const { findings } = JSON.parse(stdout) as JsonReport;
      for (const { file, line } of findings)
        expect({ file, line }).toMatchObject({ file: 'wrong.yaml', line: expect.any(Number) });
    });
  });
});

describe('dry-run', () => {
  it.each([
    [[], 'No environment is named.\nName one of "base", "staging", "production": --environment <name>\n'],
    [['--environment', 'prod'], 'There is no environment "prod".\nName one of "base", "staging", "production"'],
    [['--environment', 'staging'], 'Name it: --context <name>. Your kubeconfig has none yet.\n'],
  ])('has no defaults, and names the choices: %j', async (args, words) => {
    const env = { KUBECONFIG: join(folder, 'none') };
    const { code, stdout, stderr } = await k8sBlocks({ cwd: WORKSPACE, env }, 'dry-run', CONNECTOR, ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(TRACE);
  });

  it('names the contexts that there are', async () => {
    await write(
      'config',
      'apiVersion: v1\nkind: Config\ncontexts:\n- name: shop\n  context: { cluster: a, user: b }\n',
    );
    const env = { KUBECONFIG: join(folder, 'config') };
    const args = ['dry-run', CONNECTOR, '--environment', 'base'];
    expect((await k8sBlocks({ cwd: WORKSPACE, env }, ...args)).stderr).toContain('Your kubeconfig has "shop".\n');
  });
});

const FAULTY = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: web:1
          envFrom: [{ configMapRef: { name: missing } }]
          ports: [{ name: http, containerPort: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  ports: [{ port: 80, targetPort: htttp }]
  selector: { app: web }
`;

const UNUSED = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: idle, namespace: shop }\n';

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.org }
spec:
  group: example.org
  scope: Namespaced
  names: { plural: widgets, kind: Widget }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`;

const LIST = `apiVersion: v1
kind: List
items:
- { apiVersion: v1, kind: Service, metadata: { name: Bad_Name }, spec: { type: ExternalName, externalName: a.org } }
`;

const mapModule = `import { contract, stack } from '@k8s-blocks/topology';
const shop = contract({ name: 'shop', ports: {} });
export default stack({ services: [shop], environments: { base: {} }, connections: [] });
`;

/** A billion laughs. */
function bomb(): string {
  const laughs = (index: number) => Array(9).fill(index === 0 ? 'x' : `*a${index - 1}`);
  return Array.from({ length: 12 }, (_, index) => `a${index}: &a${index} [${laughs(index).join(', ')}]\n`).join('');
}

function verify(...args: string[]) {
  return verifyWith({}, ...args);
}

function verifyWith(start: Partial<Start>, ...args: string[]) {
  return k8sBlocks({ cwd: folder, ...start }, 'verify', ...args);
}

async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}
