import { groupOf, isFields } from '@k8s-blocks/manifest';
import type { BuildSources } from './build-sources.ts';
import { isMatchedBeyond } from './built-documents.ts';

/**
 * The fields of a kustomization that concern its own resources only, also where it is a resource of another one. Others are
 * merged into that one (`configurations`, `crds`, `vars`), hold for the whole process (`openapi`), are only read of the
 * outermost one (`sortOptions`, `buildMetadata`), or are deprecated, with a warning that does not say of which folder it is.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.7.1/api/internal/target/kusttarget.go
 */
const OWN_FIELDS = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'components',
  'namespace',
  'namePrefix',
  'nameSuffix',
  'labels',
  'commonAnnotations',
  'images',
  'replicas',
  'patches',
  'replacements',
  'configMapGenerator',
  'secretGenerator',
  'generatorOptions',
]);

/**
 * Whether a folder may build to the same in one process with others. A kind is only looked for where it is written as is
 * usual, to save a build that would be for nothing: what was built is looked at again.
 */
export function mayBuildWithOthers({ configurations, problems, remotes, kinds }: BuildSources): boolean {
  const documents = [...configurations.values()].flat();
  return (
    documents.length > 0 &&
    problems.length === 0 &&
    remotes.length === 0 &&
    documents.every((each) => isFields(each) && Object.keys(each).every((field) => OWN_FIELDS.has(field))) &&
    ![...kinds].some(isWrittenBeyond)
  );
}

/** @param written `apiVersion` and `kind`, as {@link BuildSources.kinds} has them */
function isWrittenBeyond(written: string): boolean {
  const [apiVersion, kind = ''] = written.split(' ');
  return isMatchedBeyond({ group: groupOf(apiVersion), kind });
}
