/** A URL in parts, as Go's package `net/url` has it. */
export interface GoUrl {
  readonly scheme: string;
  /** With the port: `example.com:80`, `[::1]:80`. */
  readonly host: string;
  /** With its escapes. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** As it was given. */
  readonly text: string;
}

/** The characters that may stand in a host as they are: those of RFC 3986, and those that Go lets pass. */
const HOST = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]|%[0-9A-Fa-f]{2}|[^\0-\x7f])*$/;
const USER = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;

/**
 * The URL of a request: absolute, or a path that begins with "/"; undefined if it is none.
 *
 * @see https://pkg.go.dev/net/url#ParseRequestURI
 */
export function parseRequestUrl(text: string): GoUrl | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go refuses these.
  if (text === '' || /[\0-\x1f\x7f]/.test(text)) return undefined;
  if (text === '*') return { scheme: '', host: '', path: '*', query: '', text };
  const scheme = schemeOf(text);
  if (scheme === undefined) return undefined;
  const rest = scheme === '' ? text : text.slice(scheme.length + 1);
  const question = rest.indexOf('?');
  const query = question < 0 ? '' : rest.slice(question + 1);
  const before = question < 0 ? rest : rest.slice(0, question);
  if (!before.startsWith('/')) {
    // What follows the scheme is then not looked into: `mailto:somebody`.
    return scheme === '' ? undefined : { scheme: scheme.toLowerCase(), host: '', path: '', query, text };
  }
  const hasAuthority = before.startsWith('//') && (scheme !== '' || !before.startsWith('///')) && scheme !== '';
  const slash = hasAuthority ? before.indexOf('/', 2) : 0;
  const authority = hasAuthority ? before.slice(2, slash < 0 ? undefined : slash) : '';
  const path = slash < 0 ? '' : before.slice(slash);
  const host = hostOf(authority);
  if (host === undefined || !hasRightEscapes(path)) return undefined;
  return { scheme: scheme.toLowerCase(), host, path, query, text };
}

/** The scheme; empty if there is none, undefined if it is wrong. */
function schemeOf(text: string): string | undefined {
  for (const [index, character] of [...text].entries()) {
    if (/[A-Za-z]/.test(character)) continue;
    if (/[0-9+\-.]/.test(character)) {
      if (index === 0) return '';
    } else if (character === ':') return index === 0 ? undefined : text.slice(0, index);
    else return '';
  }
  return '';
}

/** The host of an authority, with the port; undefined if it is wrong. */
function hostOf(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? '' : authority.slice(0, at);
  const host = authority.slice(at + 1);
  if (!USER.test(user) || !hasRightEscapes(user)) return undefined;
  if (host.startsWith('[')) {
    const end = host.lastIndexOf(']');
    return end < 0 || !/^(?::\d*)?$/.test(host.slice(end + 1)) ? undefined : host;
  }
  const colon = host.lastIndexOf(':');
  if (colon >= 0 && !/^:\d*$/.test(host.slice(colon))) return undefined;
  return HOST.test(host) ? host : undefined;
}

function hasRightEscapes(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

/** The host of a URL without its port: `example.com`, `::1`. */
export function hostnameOf({ host }: GoUrl): string {
  if (host.startsWith('[')) return host.slice(1, host.indexOf(']'));
  return host.replace(/:\d*$/, '');
}

/** The port of a URL, as text; empty if there is none. */
export function portOf({ host }: GoUrl): string {
  return /:(\d*)$/.exec(host.replace(/^\[.*\]/, ''))?.[1] ?? '';
}
