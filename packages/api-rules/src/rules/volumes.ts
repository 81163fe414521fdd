import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { podRule } from '../rule.ts';
import { invalid, quote, required, type Violations } from '../violation.ts';

/**
 * A volume has a name of its own, and one source at most. (One without a source is an `emptyDir`.)
 *
 * @example
 * volumes:
 *   - { name: data, emptyDir: {}, hostPath: { path: /data } } # two sources
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export const volumes = podRule('volumes', function* ({ spec, path }): Violations {
  const names = new Set<string>();
  for (const [index, volume] of (spec.volumes ?? []).entries()) {
    const childPath = `${path}.volumes[${index}]`;
    const { name = '' } = volume;
    const sources = Object.keys(volume).filter((key) => key !== 'name');
    if (name === '') yield required(`${childPath}.name`, 'Name the volume.');
    else
      yield* invalid(`${childPath}.name`, dnsLabelProblem(name), 'Use lower-case letters, digits and "-", at most 63.');
    if (names.has(name)) {
      const problem = `Another volume is named "${name}" as well.`;
      yield {
        code: 'FieldValueDuplicate',
        field: `${childPath}.name`,
        problem,
        remedy: 'Give each volume its own name.',
      };
    }
    names.add(name);
    if (sources.length > 1) {
      const problem = `The volume has more than one source: ${quote(sources)}.`;
      yield { code: 'FieldValueForbidden', field: `${childPath}.${sources[1]}`, problem, remedy: 'Keep one.' };
    }
  }
});
