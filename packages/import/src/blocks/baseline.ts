import { groupBy, type Manifest, type ManifestFiles } from '@k8s-blocks/manifest';
import { type BaselineOptions, withBaseline } from '@k8s-blocks/objects';
import { Refusal } from '@k8s-blocks/refusal';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import { isMadeAs } from './exact.ts';
import { type FileName, fileOf } from './files-of-objects.ts';

/** How `withBaseline` makes a part of the objects of a service exactly as they were read. */
export interface Baseline {
  readonly podSecurity: BaselineOptions['podSecurity'];
  /** The objects that it makes, which the app does not say then. */
  readonly makes: ReadonlySet<ObjectForms>;
  /** Its files that the service goes without. */
  readonly removed: readonly FileName[];
}

/** How many of its files must be as they were read. */
const MIN_FILES = 2;

const LEVELS: readonly BaselineOptions['podSecurity'][] = [undefined, 'baseline', 'privileged'];

/** The baseline of a service, if it makes at least some of its files as they are. */
export function baselineOf(forms: ServiceForms): Baseline | undefined {
  const all = LEVELS.flatMap((podSecurity) => baselineAt(forms, podSecurity) ?? []);
  const [best] = [...all].sort((one, other) => other.makes.size - one.makes.size);
  return best !== undefined && best.makes.size >= MIN_FILES ? best : undefined;
}

function baselineAt(forms: ServiceForms, podSecurity: BaselineOptions['podSecurity']): Baseline | undefined {
  const { contract } = forms.service;
  const byFile = groupBy(forms.objects, ({ object }) => [fileOf(object.reference, contract)]);
  const made = [...forms.envs].map(([name, env]) => ({ name, env, files: filesIn(forms, env, podSecurity) }));
  if (made.some(({ files }) => files === undefined)) return undefined;
  const names = new Set(made.flatMap(({ files = {} }) => Object.keys(files).filter(isFile)));
  const makes = new Set<ObjectForms>();
  const removed: FileName[] = [];
  for (const file of names) {
    const [object, ...others] = byFile.get(file) ?? [];
    const isAsRead = made.every(({ name, env, files = {} }) => {
      const own = [files[file] ?? []].flat();
      return isMadeAs(own, object?.forms.get(name), env, forms);
    });
    if (isAsRead && object !== undefined && others.length === 0) makes.add(object);
    else if (!isAsRead && object === undefined) removed.push(file);
  }
  return { podSecurity, makes, removed };
}

function isFile(name: string): name is FileName {
  return name.endsWith('.yaml');
}

/** The files of the baseline alone; undefined where it refuses the service. */
function filesIn(
  { service, objects }: ServiceForms,
  env: ServiceEnvironment,
  podSecurity: BaselineOptions['podSecurity'],
): ManifestFiles | undefined {
  const workloads = objects
    .filter(({ object }) => service.workloads.includes(object) || object.reference.kind === 'HorizontalPodAutoscaler')
    .flatMap(({ forms }): Manifest[] => {
      const form = forms.get(env.name);
      return form === undefined ? [] : [{ ...form, apiVersion: String(form.apiVersion), kind: String(form.kind) }];
    });
  try {
    const files = { 'workloads.yaml': workloads };
    const made = withBaseline(env, podSecurity === undefined ? { files } : { podSecurity, files });
    return Object.fromEntries(Object.entries(made).filter(([file]) => file !== 'workloads.yaml'));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
