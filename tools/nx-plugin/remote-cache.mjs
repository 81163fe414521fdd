import querystring from 'node:querystring';

const TIMEOUT_MS = 3000;
const SERVER = 'NX_SELF_HOSTED_REMOTE_CACHE_SERVER';
const TOKEN = 'NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN';

/**
 * Nx calls this before each run, and takes over what it sets in the environment. A remote cache that does not answer
 * would fail the run; it goes on without it instead, and says so.
 */
export async function preTasksExecution() {
  const server = process.env[SERVER];
  if (!server) return;
  const trouble = await troubleWith(server);
  if (trouble === undefined) return;
  process.stderr.write(`The remote cache is not used in this run: ${trouble}.\n`);
  process.env[SERVER] = '';
}

/**
 * Asks the cache what Nx will ask it; that there is nothing stored is a good answer. What it says names the host alone: any
 * other part of an address, and the messages of `fetch`, may hold a password or the token.
 *
 * @param {string} server
 */
async function troubleWith(server) {
  const request = requestTo(server);
  if (request === undefined) return `${SERVER} is not a URL that begins with http:// or https://`;
  const { url, authorization } = request;
  if (/(?!\t)\p{Cc}/u.test(authorization ?? '')) return `${TOKEN} has a line break or another control character`;
  try {
    const { status } = await fetch(url, {
      headers: authorization === undefined ? {} : { authorization: inBytes(authorization) },
      // Followed, it could lead anywhere.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return status === 200 || status === 404 ? undefined : `${url.host} answers with status ${status}`;
  } catch (error) {
    return `${url.host} does not answer (${codeOf(error)})`;
  }
}

/**
 * The request that Nx makes: its path stands behind whatever the address of the server is, without a step between. A name and
 * password in the address are used instead of the token.
 *
 * @param {string} server
 */
function requestTo(server) {
  if (!URL.canParse(server)) return undefined;
  const url = new URL(`${server}/v1/cache/0`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const { username, password } = url;
  url.username = '';
  url.password = '';
  return { url, authorization: username || password ? basic(username, password) : bearer(process.env[TOKEN]) };
}

/**
 * @param {string} username as it stands in a URL
 * @param {string} password as it stands in a URL
 */
function basic(username, password) {
  return `Basic ${Buffer.from(`${querystring.unescape(username)}:${querystring.unescape(password)}`).toString('base64')}`;
}

/** @param {string | undefined} token */
function bearer(token) {
  return token === undefined ? undefined : `Bearer ${token}`;
}

/**
 * Nx sends UTF-8; `fetch` takes a text whose characters are the bytes.
 *
 * @param {string} header
 */
function inBytes(header) {
  return Buffer.from(header).toString('latin1');
}

/**
 * Why there was no answer: `ECONNREFUSED`, `TimeoutError`.
 *
 * @param {unknown} error
 */
function codeOf(error) {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
