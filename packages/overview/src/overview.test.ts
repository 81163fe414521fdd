import {
  anywhere,
  connection,
  contract,
  outsideNamespace,
  outsideNetwork,
  type Stack,
  secret,
  stack,
} from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { overview } from './index.ts';

const ledger = contract({
  name: 'ledger',
  title: 'The Ledger',
  workload: 'StatefulSet',
  ports: { tcp: { port: 3000, services: ['ledger', 'ledger-headless'] } },
});
const payments = contract({
  name: 'payments',
  namespace: 'money',
  ports: { http: 80, admin: 8081 },
  secrets: { API_KEY: 'REPLACE_WITH_REAL_KEY', SALT: 'REPLACE_WITH_REAL_SALT' },
});
const shop = contract({ name: 'shop', ports: { metrics: { port: 9090, services: [] } } });

function mapOf(whyOfLast = 'customers'): Stack {
  return stack({
    services: [ledger, payments, shop],
    environments: {
      base: {},
      staging: { suffix: '-staging' },
      live: { suffix: '-live', secretsProvided: true },
      production: { secretsProvided: true },
    },
    connections: [
      connection(payments, ledger.ports.tcp, 'book "double" entries'),
      connection(shop, payments.ports.http, 'pay for a basket'),
      connection(shop, payments.ports.admin, 'refund', { environments: ['staging', 'live'] }),
      connection(payments, outsideNamespace('monitoring').port(9090), 'metrics'),
      connection(anywhere, payments.ports.http, whyOfLast),
    ],
  });
}

const text = overview(mapOf(), 'k8s');

/** What stands under a heading, without the headings below it. */
function section(heading: string, of = text): string {
  const [, rest = ''] = of.split(`\n${heading}\n`);
  return rest.split(/\n#+ /)[0] ?? '';
}

function rowsIn(markdown: string): string[] {
  return markdown.split('\n').filter((line) => line.startsWith('|'));
}

describe('the README of a stack', () => {
  it('says the start order, by what people call the services', () => {
    expect(text).toContain('Start order: The Ledger → payments → shop.\n');
  });

  it('lists the services in start order, with their workload, namespace, and the Services of their ports', () => {
    expect(rowsIn(section('## Services')).slice(2)).toEqual([
      '| [ledger](ledger) | StatefulSet | `ledger` | 3000 tcp on `ledger`, `ledger-headless` |',
      '| [payments](payments) | Deployment | `money` | 80 http on `payments`<br>8081 admin on `payments` |',
      '| [shop](shop) | Deployment | `shop` | 9090 metrics on no Service |',
    ]);
  });

  it('says of each connection why, and in which environments it is, if not in all', () => {
    expect(rowsIn(section('## Who calls whom')).slice(2)).toEqual([
      '| payments | ledger:3000 (tcp) | book "double" entries |',
      '| shop | payments:80 (http) | pay for a basket |',
      '| shop | payments:8081 (admin) | refund (staging, live only) |',
      '| payments | namespace monitoring:9090 | metrics |',
      '| anywhere | payments:80 (http) | customers |',
    ]);
  });

  it('says a range of ports by its first and last', () => {
    const calls = contract({ name: 'calls', ports: { media: { port: 10000, endPort: 10100, protocol: 'UDP' } } });
    const connections = [
      connection(anywhere, calls.ports.media, 'voices'),
      connection(calls, anywhere.portRange(50000, 50100), 'relays'),
    ];
    const ranges = overview(stack({ services: [calls], environments: { base: {} }, connections }), 'k8s');
    expect(rowsIn(section('## Services', ranges)).at(-1)).toContain('| 10000-10100 media on no Service |');
    expect(rowsIn(section('## Who calls whom', ranges)).slice(2)).toEqual([
      '| anywhere | calls:10000-10100 (media) | voices |',
      '| calls | anywhere:50000-50100 | relays |',
    ]);
    expect(ranges).toContain('|"10000-10100 media"|');
  });

  it('says a network outside by its name and CIDR, in the table and the picture', () => {
    const bank = outsideNetwork('the bank', { cidr: '203.0.113.0/24' });
    const connections = [connection(shop, bank.port(443), 'transfers')];
    const banking = overview(stack({ services: [shop], environments: { base: {} }, connections }), 'k8s');
    expect(rowsIn(section('## Who calls whom', banking)).slice(2)).toEqual([
      '| shop | the bank (203.0.113.0/24):443 | transfers |',
    ]);
    expect(banking).toContain('(["the bank (203.0.113.0/24)"])');
  });

  it('keeps a why in its cell, whatever is in it', () => {
    const rows = rowsIn(section('## Who calls whom', overview(mapOf('browsers | apps\n <b>@all'), 'k8s')));
    expect(rows.at(-1)).toBe('| anywhere | payments:80 (http) | browsers &#124; apps  &#60;b&#62;&#64;all |');
  });

  it('ends in one line break, and has no line that ends in a space', () => {
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/ $/m);
  });

  it('is the same each time', () => {
    expect(overview(mapOf(), 'k8s')).toBe(text);
  });
});

describe('the picture', () => {
  const [, picture = ''] = /```mermaid\n(.*?)```/s.exec(text) ?? [];

  it('has a box for each service, a rounded one for each party outside, and one arrow for each pair', () => {
    expect(picture.trimEnd().split('\n')).toEqual([
      'flowchart LR',
      '  n0["ledger"]',
      '  n1["payments"]',
      '  n2["shop"]',
      '  n3(["namespace monitoring"])',
      '  n4(["anywhere"])',
      '  n1 -->|"3000 tcp"| n0',
      '  n2 -->|"80 http, 8081 admin"| n1',
      '  n1 -->|"9090"| n3',
      '  n4 -->|"80 http"| n1',
    ]);
  });

  it('is well-formed: arrows lead between its boxes, and contains no free text', () => {
    const lines = picture.trimEnd().split('\n').slice(1);
    const boxes = lines.flatMap(
      (line) => /^ {2}(n\d+)(?:\["[a-z0-9-]+"\]|\(\["[a-z0-9 -]+"\]\))$/.exec(line)?.[1] ?? [],
    );
    const arrows = lines.flatMap((line) => {
      const [, from, to] = /^ {2}(n\d+) -->\|"[a-z0-9 ,-]+"\| (n\d+)$/.exec(line) ?? [];
      return from === undefined || to === undefined ? [] : [[from, to]];
    });
    expect(boxes.length + arrows.length).toBe(lines.length);
    expect(new Set(boxes).size).toBe(boxes.length);
    for (const end of arrows.flat()) expect(boxes).toContain(end);
    for (const { why } of mapOf().connections) expect(picture).not.toContain(why);
  });
});

describe('the Secrets', () => {
  it('are to be provided for each environment that has none of its own, under its own names', () => {
    expect(rowsIn(section('### Before live')).slice(2)).toEqual([
      '| `payments-secrets-live` | `money-live` | `API_KEY`, `SALT` |',
    ]);
    expect(rowsIn(section('### Before production')).slice(2)).toEqual([
      '| `payments-secrets` | `money` | `API_KEY`, `SALT` |',
    ]);
    expect(text).not.toContain('### Before staging');
    expect(section('## Secrets')).toContain('The Secrets of `base` and `staging` hold placeholders.');
  });

  it('come with the command that makes one, and what makes its namespace first', () => {
    const live = section('### Before live');
    expect(live).toContain(
      'kubectl -n money-live create secret generic payments-secrets-live --from-literal=API_KEY=<value> --from-literal=SALT=<value>\n',
    );
    expect(live).toContain('`kubectl create namespace money-live`');
    expect(live).not.toContain('base/namespace.yaml');
    expect(section('### Before production')).toContain(
      '`kubectl apply --server-side -f k8s/payments/base/namespace.yaml`',
    );
  });

  describe('that others provide', () => {
    const map = stack({
      services: [
        contract({
          name: 'web',
          ports: {},
          otherSecrets: [
            secret({
              name: 'registry',
              why: 'pull images | charts',
              type: 'kubernetes.io/dockerconfigjson',
              naming: 'fixed',
              providedBy: 'the platform team',
            }),
            secret({ name: 'web-tls', why: 'serve HTTPS', type: 'kubernetes.io/tls' }),
            secret({ name: 'login', why: 'call the bank', type: 'kubernetes.io/basic-auth' }),
            secret({ name: 'web-db', why: 'the ledger', keys: ['url'], madeBy: 'ExternalSecret' }),
          ],
        }),
        payments,
      ],
      environments: {
        base: {},
        staging: { suffix: '-staging' },
        live: { suffix: '-live', secretsProvided: true },
      },
      connections: [],
    });
    const readme = overview(map, 'k8s');

    it('are listed for every environment, with what they are for and who provides them', () => {
      expect(rowsIn(section('### Before staging', readme)).slice(2)).toEqual([
        '| `registry` | `web-staging` | `.dockerconfigjson` | pull images &#124; charts | the platform team |',
        '| `web-tls-staging` | `web-staging` | `tls.crt`, `tls.key` | serve HTTPS | you |',
        '| `login-staging` | `web-staging` | `username`, `password` | call the bank | you |',
      ]);
      expect(rowsIn(section('### Before live', readme)).slice(2)[3]).toBe(
        '| `payments-secrets-live` | `money-live` | `API_KEY`, `SALT` | the values of payments | you |',
      );
    });

    it('come with the command that makes each, by its type', () => {
      const commands = [
        'kubectl -n web-live create secret docker-registry registry --docker-server=<registry> --docker-username=<user> --docker-password=<password>',
        'kubectl -n web-live create secret tls web-tls-live --cert=<file> --key=<file>',
        'kubectl -n web-live create secret generic login-live --type=kubernetes.io/basic-auth --from-literal=username=<value> --from-literal=password=<value>',
      ];
      expect(section('### Before live', readme)).toContain(
        `And the others, by hand:\n\n\`\`\`sh\n${commands.join('\n')}\n`,
      );
      expect(section('### Before live', readme)).toContain('Then, for example for `payments`:');
      expect(section('### Before base', readme)).toContain('base uses Secrets that it does not contain.');
    });

    it('are said to be made by an operator where one makes them', () => {
      expect(rowsIn(section('## Secrets', readme)).slice(2)).toEqual([
        '| `web-db` | `web` | `ExternalSecret` | `url` | the ledger |',
      ]);
    });
  });

  it('are not mentioned where no service needs any', () => {
    const map = stack({ services: [shop], environments: { base: {} }, connections: [] });
    expect(overview(map, 'k8s')).not.toContain('Secret');
  });
});

describe('the commands that apply an environment', () => {
  it('begin with the one that applies it as a whole', () => {
    const [first] = section('### staging').split('```sh\n').slice(1);
    expect(first).toMatch(/^kubectl apply --server-side -k k8s\/overlays\/staging\n```\n/);
    expect(section('### base', overview(mapOf(), 'deploy/k8s'))).toContain(
      'kubectl apply --server-side -k deploy/k8s/base\n',
    );
  });

  it('begin with the one that deploys it, where one is given', () => {
    const deploy = 'npx k8s-blocks deploy src/map.ts';
    const [first, second] = section('### staging', overview(mapOf(), 'k8s', { deploy }))
      .split('```sh\n')
      .slice(1);
    expect(first).toBe(
      `${deploy} --environment staging --context <name>\n\`\`\`\n\nOr with plain kubectl, all at once:\n\n`,
    );
    expect(second).toMatch(/^kubectl apply --server-side -k k8s\/overlays\/staging\n/);
  });

  it('go in start order, and wait for the workload of each service by its kind and name', () => {
    expect(section('### staging').split('```sh\n').at(-1)).toBe(
      [
        'kubectl apply --server-side -k k8s/ledger/overlays/staging',
        'kubectl -n ledger-staging rollout status statefulset/ledger-staging --timeout=5m',
        'kubectl apply --server-side -k k8s/payments/overlays/staging',
        'kubectl -n money-staging rollout status deployment/payments-staging --timeout=5m',
        'kubectl apply --server-side -k k8s/shop/overlays/staging',
        'kubectl -n shop-staging rollout status deployment/shop-staging --timeout=5m',
        '```',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['DaemonSet', ['kubectl -n agent rollout status daemonset/agent --timeout=5m']],
    ['Job', ['kubectl -n agent wait --for=condition=complete job/agent --timeout=5m']],
    ['CronJob', []],
  ] as const)('wait for what a %s has to be waited for', (workload, waiting) => {
    const agent = contract({ name: 'agent', ports: {}, workload });
    const map = stack({ services: [agent], environments: { base: {} }, connections: [] });
    const commands = section('### base', overview(map, 'k8s'))
      .split('\n')
      .filter((line) => line.startsWith('kubectl'));
    expect(commands.slice(1)).toEqual(['kubectl apply --server-side -k k8s/agent/base', ...waiting]);
  });

  it('apply base by its folder, below the root that is given', () => {
    expect(section('### base', overview(mapOf(), 'deploy/k8s'))).toContain(
      'kubectl apply --server-side -k deploy/k8s/ledger/base\nkubectl -n ledger rollout status statefulset/ledger --timeout=5m\n',
    );
  });

  it('are there for every environment, in the order of the map', () => {
    const [, apply = ''] = text.split('\n## Apply\n');
    expect(apply.match(/^### .*$/gm)).toEqual(['### base', '### staging', '### live', '### production']);
  });
});
