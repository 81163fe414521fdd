const TIMEOUT_MS = 3000;

/**
 * Nx calls this before each run, and takes over what it sets in the environment. A remote cache that does not answer
 * would fail the run; it goes on without it instead, and says so.
 */
export async function preTasksExecution() {
  const server = process.env.NX_SELF_HOSTED_REMOTE_CACHE_SERVER;
  if (!server) return;
  const trouble = await troubleWith(server);
  if (trouble === undefined) return;
  process.stderr.write(`The remote cache ${server} is not used in this run: ${trouble}.\n`);
  process.env.NX_SELF_HOSTED_REMOTE_CACHE_SERVER = '';
}

/**
 * Asks the cache what Nx will ask it; that there is nothing stored is a good answer.
 *
 * @param {string} server
 */
async function troubleWith(server) {
  try {
    const { status } = await fetch(new URL('/v1/cache/0', server), {
      headers: { authorization: `Bearer ${process.env.NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN ?? ''}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return status === 200 || status === 404 ? undefined : `it answers with status ${status}`;
  } catch (error) {
    return error instanceof Error ? String(error.cause ?? error.message) : String(error);
  }
}
