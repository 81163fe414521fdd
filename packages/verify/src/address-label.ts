/** Words in the name of a setting that holds an address. */
const ADDRESS_WORDS = new Set(
  [
    'addr',
    'address',
    'addresses',
    'backend',
    'backends',
    'broker',
    'brokers',
    'dsn',
    'endpoint',
    'endpoints',
    'host',
  ].concat([
    'hosts',
    'peers',
    'proxy',
    'seeds',
    'server',
    'servers',
    'target',
    'targets',
    'upstream',
    'upstreams',
    'uri',
    'url',
    'urls',
  ]),
);

/** Words in the name of a setting that holds something else that looks alike: `IMAGE=redis:7`, `BASIC_AUTH=user:1234`. */
const OTHER_WORDS = new Set(
  [
    'annotation',
    'auth',
    'credential',
    'credentials',
    'cron',
    'image',
    'images',
    'key',
    'keys',
    'label',
    'labels',
  ].concat(
    ['pass', 'passwd', 'password', 'ratio', 'repository', 'schedule', 'secret', 'tag', 'tags', 'time', 'token', 'user'],
    ['username', 'version', 'versions', 'weight', 'weights'],
  ),
);

/** What the name of a setting says of a value such as `catalog:3550`. */
export type Meaning = 'address' | 'other' | 'unknown';

/**
 * What the name of a setting says of its value: of `CATALOG_ADDR`, `catalogHost` and `--catalog-url` that it is an address.
 *
 * @param label the name of the variable, key or flag; undefined if there is none.
 */
export function meaningOf(label: string | undefined): Meaning {
  if (label === undefined) return 'unknown';
  const words = label
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/);
  if (words.some((word) => OTHER_WORDS.has(word))) return 'other';
  return words.some((word) => ADDRESS_WORDS.has(word)) ? 'address' : 'unknown';
}

/** How many characters before a value its name may begin. */
const MAX_LABEL = 100;

/** The name that stands before a value in a text: `addr` in `addr: catalog:3550` and `--addr=catalog:3550`. */
export function labelBefore(text: string, index: number): string | undefined {
  const before = text.slice(Math.max(0, index - MAX_LABEL), index);
  // regex: it is anchored at the end of at most a hundred characters.
  return /([A-Za-z][\w.-]*)["']?[ \t]*[:=][ \t]*["'[]?$/.exec(before)?.[1];
}
