/** The size of all texts: one megabyte. */
const SIZE = 1_000_000;

function repeated(part: string, prefix = ''): string {
  return (prefix + part.repeat(Math.ceil(SIZE / part.length))).slice(0, SIZE);
}

/** Lines that are all different, so that a comparison line by line finds no common ones. */
function numbered(first: number, step: number): string {
  return Array.from({ length: SIZE / 10 }, (_, index) => `line ${first + index * step}`)
    .join('\n')
    .slice(0, SIZE);
}

/** Texts of a megabyte: each is a worst case of some regular expression, parser or comparison. */
export const LARGE_TEXTS: Readonly<Record<string, string>> = {
  'blank lines': repeated('\n'),
  'blank lines, before a word': `${repeated('\n')}a`,
  'spaces, before a word': `${repeated(' ')}a`,
  'spaces at the ends of lines': repeated(`${' '.repeat(1000)}\n`),
  tabs: repeated('\t', 'a'),
  'one letter': repeated('a'),
  digits: repeated('1'),
  'digits and dots': repeated('1.'),
  'digits and underscores': repeated('1_'),
  colons: repeated(':'),
  'hexadecimal groups': repeated('f:'),
  hyphens: repeated('-'),
  'signs at the beginning of lines': repeated('+-'),
  'labels of a name': repeated('a.'),
  'hyphens in a name': repeated('a-'),
  slashes: repeated('/'),
  'segments of a path': repeated('a/'),
  'steps of a path': repeated('[0].a'),
  equals: repeated('a='),
  commas: repeated('a,'),
  'quotes, escaped': repeated('"\\', '{'),
  braces: repeated('{'),
  'closing braces': repeated('}', '{'),
  brackets: repeated('['),
  backquotes: repeated('`'),
  'references to variables': repeated('$(A)'),
  'openings of references': repeated('$('),
  addresses: repeated('http://a.b.svc.cluster.local:80/ '),
  'beginnings of addresses': repeated('http://'),
  'an address without an end': repeated('a', 'http://'),
  'names of services': repeated('a.b.svc:80,'),
  'escape sequences': repeated('\u001b['),
  'marks of direction': repeated('\u202e'),
  'commands to a workflow': repeated('::error::a\n'),
  hashes: repeated('##['),
  base64: repeated('QUJD'),
  'base64 with breaks': repeated('QUJD\r\n'),
  'padding of base64': repeated('='),
  'half characters': repeated('\ud800'),
  'wide characters': repeated('漢🙂'),
  'lines of Windows': repeated('a\r\n'),
  'lines, ascending': numbered(0, 1),
  'lines, descending': numbered(SIZE, -1),
};

/** Files of a megabyte that are manifests, or begin like some. */
export const LARGE_FILES: Readonly<Record<string, string>> = {
  ...LARGE_TEXTS,
  separators: repeated('---\n'),
  'separators with words': repeated('--- a\n'),
  comments: repeated('# a\n'),
  'one comment': repeated('#'),
  'lists in lists': repeated('- '),
  'lists in lists, in flow': repeated('['),
  'maps in maps': repeated('a: {'),
  'keys that are equal': repeated('a: 1\n'),
  'keys that differ': Array.from({ length: SIZE / 12 }, (_, index) => `k${index}: 1\n`)
    .join('')
    .slice(0, SIZE),
  'complex keys': repeated('? '),
  anchors: repeated('- &a 1\n'),
  aliases: repeated('- *a\n', '- &a 1\n'),
  'aliases of aliases': aliasesOfAliases(),
  tags: repeated('- !!binary QUJD\n'),
  'a block without an end': repeated('  a\n', 'a: |\n'),
  'a block of blank lines': repeated('\n', 'a: |\n  b\n'),
  'a quoted text without an end': repeated('a ', 'a: "'),
  'documents of one word': repeated('---\na\n'),
  'objects without a name': repeated('---\nkind: Pod\napiVersion: v1\n'),
  'objects that are equal': repeated(
    '---\n{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"a":"b"}}\n',
  ),
  'workloads that select each other': repeatedNumbered(workload),
  'policies that select everything': repeatedNumbered(policy),
  'Services without pods': repeatedNumbered(service),
  'a List of items': listOfItems(),
  'fields that no kind has': `${repeatedNumbered((n) => `x${n}: 1\n`)}kind: Pod\napiVersion: v1\nmetadata: {name: a}\n`,
};

function repeatedNumbered(make: (number: number) => string): string {
  const parts: string[] = [];
  let length = 0;
  for (let number = 0; ; number += 1) {
    const part = make(number);
    length += part.length;
    if (length > SIZE) return parts.join('');
    parts.push(part);
  }
}

function workload(number: number): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web-${number}, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, number: "${number}"}}
    spec: {containers: [{name: web, image: web, ports: [{containerPort: 80}]}]}
`;
}

function policy(number: number): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: allow-${number}, namespace: shop}
spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}, {ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: ${number % 65_535 || 1}}]}]}
`;
}

function service(number: number): string {
  return `---
apiVersion: v1
kind: Service
metadata: {name: web-${number}, namespace: shop}
spec: {selector: {app: web-${number}}, ports: [{port: 80, targetPort: web}]}
`;
}

function listOfItems(): string {
  const items = repeatedNumbered((n) => `- {kind: ConfigMap, apiVersion: v1, metadata: {name: a${n}}}\n`);
  return `apiVersion: v1\nkind: List\nitems:\n${items}`;
}

/** Ten lines that expand to ten billion values. */
function aliasesOfAliases(): string {
  const lines = Array.from({ length: 10 }, (_, n) => {
    const items = Array.from({ length: 10 }, () => (n === 0 ? '"a"' : `*a${n - 1}`)).join(', ');
    return `a${n}: &a${n} [${items}]\n`;
  });
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n${lines.join('')}`;
}
