import { hostnameOf, parseRequestUrl, portOf } from '../../go-url.ts';
import { CelError } from '../errors.ts';
import { CelList, LiteralMap, UrlValue } from '../values.ts';
import { fn, member, type Overload } from './signature.ts';

/**
 * Functions of URLs.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library
 */
export const URLS: readonly Overload[] = [
  fn('isURL', ['string'], (text) => parseRequestUrl(text) !== undefined),
  fn('url', ['string'], urlOf),
  member('getScheme', ['url'], ({ url }) => url.scheme),
  member('getHost', ['url'], ({ url }) => url.host),
  member('getHostname', ['url'], ({ url }) => hostnameOf(url)),
  member('getPort', ['url'], ({ url }) => portOf(url)),
  member('getEscapedPath', ['url'], ({ url }) => url.path),
  member('getQuery', ['url'], ({ url }) => queryOf(url.query)),
];

/** Of a URL a fragment is no part: it is cut off first. */
function urlOf(text: string): UrlValue {
  const isRight = parseRequestUrl(text) !== undefined;
  const hash = text.indexOf('#');
  const url = parseRequestUrl(hash < 0 ? text : text.slice(0, hash));
  if (!isRight || url === undefined) throw new CelError(`URL parse error during conversion from string: ${text}`);
  return new UrlValue(url);
}

function queryOf(query: string): LiteralMap {
  const parameters = new URLSearchParams(query);
  return new LiteralMap([...new Set(parameters.keys())].map((key) => [key, new CelList(parameters.getAll(key))]));
}
