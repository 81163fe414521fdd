/** The `repository` of a package.json. */
export interface Repository {
  readonly type: 'git';
  readonly url: string;
  /** The package's folder. */
  readonly directory: string;
}

/**
 * The repository in which a workflow of GitHub builds a package; undefined elsewhere. npm accepts provenance only if the
 * package.json names that repository. It is read from the environment, so that this repository need not contain its name.
 *
 * @param folder the package's folder below `packages/`
 */
export function repositoryOf(folder: string, environment: NodeJS.ProcessEnv): Repository | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = environment;
  if (server === undefined || name === undefined) return undefined;
  return { type: 'git', url: `git+${server}/${name}.git`, directory: `packages/${folder}` };
}
