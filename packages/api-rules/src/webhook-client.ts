import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { type FieldViolation, quote, type Violations } from './violation.ts';

/** How an API server reaches a webhook. */
export interface WebhookClient {
  readonly url?: string;
  readonly service?: { readonly name?: string; readonly namespace?: string; readonly path?: string };
}

/** What is wrong with how an API server reaches a webhook: by a URL, or by a Service. */
export function* webhookClientViolations(client: WebhookClient, path: string): Violations {
  const { url, service } = client;
  if ((url === undefined) === (service === undefined)) {
    const problem = url === undefined ? 'It has neither url nor service.' : 'It has both url and service.';
    yield { code: 'FieldValueRequired', field: path, problem, remedy: 'Give one of the two.' };
  } else if (url !== undefined) yield* urlViolations(url, `${path}.url`);
  else yield* pathViolations(service?.path ?? '', `${path}.service.path`);
}

const URL_REMEDY = 'Write it as "https://host/path".';

/** The characters in which a URL is not one for Go, which reads it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Go refuses.
const NOT_IN_URL = /[\0-\x1f\x7f]|%(?![0-9A-Fa-f]{2})/;

/** A name, which may hold what is not ASCII, or an address of IPv6 in brackets; and a port, which is not judged. */
const HOST = /^(?:\[[^[\]]*\]|[^\0-\x20:[\]#%/?@\\^`{|}\x7f]*)(?::[0-9]*)?$/;

/** `scheme:`, then `//` and the authority, then the rest. */
const URL_PARTS = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?(.*)$/s;

function* urlViolations(url: string, field: string): Generator<FieldViolation> {
  const [, scheme = '', authority = '', rest = ''] = URL_PARTS.exec(url) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  // A ":" in the first part of a path would end a scheme.
  const isAmbiguous = scheme === '' && authority === '' && /^[^/?#]*:/.test(rest);
  if (NOT_IN_URL.test(url) || !HOST.test(host) || isAmbiguous) {
    yield { code: 'FieldValueRequired', field, problem: `${quote(url)} is not a URL.`, remedy: URL_REMEDY };
    return;
  }
  if (scheme.toLowerCase() !== 'https') {
    yield { field, problem: `${quote(url)} does not begin with "https://".`, remedy: URL_REMEDY };
  } else if (host === '') yield { field, problem: `${quote(url)} has no host.`, remedy: URL_REMEDY };
  if (authority.includes('@')) yield { field, problem: 'The URL has a user.', remedy: 'Remove what is before "@".' };
  if (/#./.test(rest)) yield { field, problem: 'The URL has a fragment.', remedy: 'Remove "#" and the rest.' };
  if (/^[^#]*\?[^#]/.test(rest)) yield { field, problem: 'The URL has a query.', remedy: 'Remove "?" and the rest.' };
}

function* pathViolations(path: string, field: string): Generator<FieldViolation> {
  if (path === '' || path === '/') return;
  if (!path.startsWith('/')) {
    yield { field, problem: `${quote(path)} does not begin with "/".`, remedy: 'Begin it with "/".' };
  }
  for (const segment of path
    .slice(1)
    .replace(/(?<=.)\/$/, '')
    .split('/')) {
    const problem = segment === '' ? `${quote(path)} has an empty part.` : dnsSubdomainProblem(segment);
    if (problem === undefined) continue;
    yield { field, problem, remedy: 'Use DNS subdomains between slashes: "/validate/pods".' };
  }
}

const ACCEPTED = ['v1', 'v1beta1'];

/** What is wrong with the versions of reviews that a webhook understands: the API server sends v1 and v1beta1. */
export function* reviewVersionViolations(versions: readonly string[], field: string): Violations {
  if (versions.length === 0 || versions.some((version) => ACCEPTED.includes(version))) return;
  const problem = `${quote(versions)} has neither "v1" nor "v1beta1", which are what the API server sends.`;
  yield { field, problem, remedy: 'Add "v1".' };
}
