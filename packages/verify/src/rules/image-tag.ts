import { textOf } from '@k8s-blocks/manifest';
import type { StackRule } from '../rule.ts';

/**
 * In production an image has a tag that is not `latest`, or a digest: "You should avoid using the :latest tag when
 * deploying containers in production". Whether another tag, such as `production`, is pushed again is not known: a digest
 * alone never changes.
 *
 * Why: it is not known which version runs, and replicas may run different ones.
 *
 * @example
 * containers:
 *   - name: main
 *     image: example.com/web
 *
 * @see https://kubernetes.io/docs/concepts/containers/images/#image-names
 */
export const imageTag: StackRule = {
  name: 'image-tag',
  severity: 'error',
  *check({ production = false, workloads }) {
    if (!production) return;
    for (const { object, containers } of workloads) {
      for (const { fields, path } of containers) {
        const image = textOf(fields.image) ?? '';
        if (image.includes('@') || (tagOf(image) ?? 'latest') !== 'latest') continue;
        yield {
          object,
          field: `${path}.image`,
          problem: `"${image}" has no fixed tag: it is what was pushed last.`,
          why: 'It is not known which version runs, and replicas may differ.',
          remedy: 'Name a version as its tag, or a digest.',
        };
      }
    }
  },
};

/** What stands after the colon in the last part: `registry:5000/web` has no tag. */
function tagOf(image: string): string | undefined {
  return /:([^:/]+)$/.exec(image)?.[1];
}
