/** Words in the name of a setting that holds an address. */
const ADDRESS_WORDS = new Set(
  (
    'addr address addresses api backend backends bootstrap broker brokers connect connection dsn endpoint endpoints ' +
    'host hosts peers proxy seeds server servers service services svc target targets upstream upstreams uri url urls'
  ).split(' '),
);

/** Words in the name of a setting that holds something else that looks alike: `IMAGE=redis:7`, `BASIC_AUTH=user:1234`. */
const OTHER_WORDS = new Set(
  (
    'annotation auth credential credentials cron image images key keys label labels pass passwd password port ports ratio ' +
    'repository schedule secret tag tags time token user username version versions weight weights'
  ).split(' '),
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
  // The last word says what it is: AUTH_SERVICE_ADDR is an address, SERVER_IMAGE is not.
  for (const word of words.reverse()) {
    if (OTHER_WORDS.has(word)) return 'other';
    if (ADDRESS_WORDS.has(word)) return 'address';
  }
  return 'unknown';
}

/** How many characters before a value its name may begin. */
const MAX_LABEL = 100;

/** The name that stands before a value in a text: `addr` in `addr: catalog:3550` and `--addr=catalog:3550`. */
export function labelBefore(text: string, index: number): string | undefined {
  const before = text.slice(Math.max(0, index - MAX_LABEL), index);
  // regex: it is anchored at the end of at most a hundred characters.
  return /([A-Za-z][\w.-]*)["']?[ \t]*[:=][ \t]*["'[]?$/.exec(before)?.[1];
}
