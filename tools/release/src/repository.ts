/** Where a package comes from, as its package.json says it. */
export interface Repository {
  readonly type: 'git';
  readonly url: string;
  /** The package's folder. */
  readonly directory: string;
}

/**
 * The repository that a workflow of GitHub builds a package in: npm takes a package with provenance only if its
 * package.json names that. Elsewhere nothing is said, so that no name of a repository is written into this one.
 *
 * @param folder the package's folder below `packages/`
 */
export function repositoryOf(folder: string, environment: NodeJS.ProcessEnv): Repository | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = environment;
  if (server === undefined || name === undefined) return undefined;
  return { type: 'git', url: `git+${server}/${name}.git`, directory: `packages/${folder}` };
}
