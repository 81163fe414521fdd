/**
 * Whether Kustomize takes the name of a file for a URL, and fetches it. Go accepts a scheme in any case, and without
 * slashes.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.7.1/api/internal/loader/fileloader.go IsRemoteFile
 */
export function isUrl(name: string): boolean {
  return /^https?:/i.test(name) && !name.includes('\n');
}

/**
 * Whether Kustomize takes the name of a folder for a git repository: a URL with a scheme (`file://` is a local repository),
 * `user@host:path`, or a repository of GitHub without a scheme. It is the same from Kustomize 5.0 to 5.8.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.7.1/api/internal/git/repospec.go NewRepoSpecFromURL
 */
export function isRepository(name: string): boolean {
  if (/^git::/i.test(name) || /^(?:ssh|https?|file):\/\//i.test(name)) return true;
  const path = /^(?:[a-z][a-z\d-]*@[^/:]*|github\.com)[/:]/i.exec(name)?.[0];
  if (path === undefined) return false;
  const rest = name.slice(path.length);
  return rest.includes('/') || rest.includes('.git');
}

/** The parameters of a URL's query that Kustomize defines; others may be credentials. */
const PUBLIC_QUERY = new Set(['depth', 'ref', 'submodules', 'timeout', 'version']);

/** A text in which user names, passwords and tokens in URLs are hidden. */
export function withoutCredentials(text: string): string {
  return text
    .replace(/(:\/\/)[^\s/@]*@/g, '$1(hidden)@')
    .replace(/([?&])([\w.-]+)=[^\s&'"]*/g, (all, sign: string, name: string) =>
      PUBLIC_QUERY.has(name) ? all : `${sign}${name}=(hidden)`,
    );
}
