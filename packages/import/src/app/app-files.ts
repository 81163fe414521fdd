import { groupBy } from '@k8s-blocks/manifest';
import type { Baseline } from '../blocks/baseline.ts';
import { fileOf, inFileOrder } from '../blocks/files-of-objects.ts';
import { condition } from '../say/say-by-environment.ts';
import type { ServiceForms } from '../stack/service-forms.ts';
import { type Code, type Entry, literal, raw } from '../typescript/code.ts';
import type { CodedObject } from './coded-objects.ts';

/** What the method `manifests` returns: the files of the app, within the baseline where there is one. */
export function appFiles(
  coded: readonly CodedObject[],
  forms: ServiceForms,
  baseline: Baseline | undefined,
  codeOf: (object: CodedObject) => Code,
): Code {
  const files = filesCode(coded, forms, baseline, codeOf);
  return baseline === undefined ? files : baselineCode(baseline, files);
}

/** The files of the app: the objects of each, and those of the baseline that it goes without. */
function filesCode(
  coded: readonly CodedObject[],
  { service }: ServiceForms,
  baseline: Baseline | undefined,
  codeOf: (object: CodedObject) => Code,
): Code {
  const byFile = groupBy(coded, ({ object }) => [fileOf(object.reference, service.contract)]);
  const entries = inFileOrder(byFile.keys()).map((file): Entry => {
    const all = (byFile.get(file) ?? []).map((each) => whereDeployed(each, codeOf(each)));
    const [only] = all;
    return { key: file, value: all.length === 1 && only !== undefined ? only : { list: all } };
  });
  const removed = (baseline?.removed ?? []).map((file): Entry => ({ key: file, value: { list: [] } }));
  return { entries: [...entries, ...removed] };
}

function baselineCode({ podSecurity }: Baseline, files: Code): Code {
  const level = podSecurity === undefined ? [] : [{ key: 'podSecurity', value: literal(podSecurity) }];
  return { call: 'withBaseline', args: [raw('env'), { entries: [...level, { key: 'files', value: files }] }] };
}

/** An object where it is deployed; elsewhere that it is left out, as it was. */
function whereDeployed({ forms, block }: CodedObject, code: Code): Code {
  if (block?.omits) return code;
  const absent = new Set([...forms].filter(([, form]) => form === undefined).map(([environment]) => environment));
  if (absent.size === 0) return code;
  const chosen: Code = { call: 'omitted', args: [literal('It was not there before the import.')] };
  return { when: condition(absent, forms), chosen, otherwise: code };
}
