/**
 * Collects garbage less often, since a build is a short process: it takes a fifth less time, and a sixth more memory. A
 * GOGC of the user's environment overrides it.
 *
 * @see https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
const GOGC = '400';

/**
 * Git prompts for nothing. There is no terminal to prompt on; this also keeps git, `ssh` and the credential manager from
 * opening a window. An empty `GIT_ASKPASS` means "no program", and overrides the configured one.
 *
 * @see https://git-scm.com/docs/git#_environment_variables
 */
const NO_PROMPTS = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS_REQUIRE: 'never',
  GCM_INTERACTIVE: 'never',
};

/** A proxy that does not exist. (Requests to localhost never use a proxy.) */
const MISSING_PROXY = 'http://127.0.0.1:0';

/**
 * Keeps a build from fetching remote resources that were not found before it: git may use no protocol, not even that of
 * local repositories, and HTTP requests go to a proxy that does not exist.
 *
 * @see https://git-scm.com/docs/git#Documentation/git.txt-GITALLOWPROTOCOL
 * @see https://pkg.go.dev/net/http#ProxyFromEnvironment
 */
const NO_FETCHES = {
  GIT_ALLOW_PROTOCOL: '',
  ...Object.fromEntries(
    ['HTTP_PROXY', 'HTTPS_PROXY'].flatMap((name) => [
      [name, MISSING_PROXY],
      [name.toLowerCase(), MISSING_PROXY],
    ]),
  ),
  NO_PROXY: '',
  no_proxy: '',
};

/** The environment of a build. The user's kubectl preferences (kuberc) are off, so that a folder builds alike for all users. */
export function buildEnvironment(env: NodeJS.ProcessEnv, allowRemote: boolean): NodeJS.ProcessEnv {
  return {
    GOGC,
    ...(env.GIT_SSH === undefined && { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' }),
    ...env,
    KUBERC: 'off',
    ...NO_PROMPTS,
    ...(allowRemote ? {} : NO_FETCHES),
  };
}

/** Whether a message of Kustomize says that a fetch failed because of {@link NO_FETCHES}. */
export function wasKeptFromFetching(message: string): boolean {
  return /transport '[^']*' not allowed|proxyconnect tcp: dial tcp 127\.0\.0\.1:0/.test(message);
}
