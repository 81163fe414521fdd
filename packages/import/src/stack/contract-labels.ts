import type { Fields } from '@k8s-blocks/manifest';
import type { ContractDefinition } from '@k8s-blocks/topology';
import { COMPONENT, commonPairs, metadataLabels, NAME } from '../manifests/common-metadata.ts';
import type { ImportedObject } from '../manifests/imported-objects.ts';
import { podLabelsOf, selectorOf } from '../manifests/pods.ts';
import { isSame } from '../manifests/varying.ts';

type Labels = Readonly<Record<string, string>>;

/** What a contract says of the labels of a workload. */
export type ContractLabels = Pick<ContractDefinition<string>, 'identity' | 'labels' | 'selectedBy' | 'selector'>;

interface Identity {
  readonly name: string;
  readonly component: string;
}

/**
 * The labels of a workload's objects and pods, and those that select them, without what is the default: an identity where its
 * pods have just these two labels and their selector, and all labels elsewhere. They are those that it has in every environment.
 *
 * @param objects the objects of its service.
 * @param standard the identity that the workload has by default.
 */
export function labelsOfContract(
  workload: ImportedObject,
  objects: readonly ImportedObject[],
  standard: Identity,
): ContractLabels {
  const pods = labelsEverywhere(workload, podLabelsOf);
  const selector = labelsEverywhere(workload, (form) => selectorOf(form) ?? withoutReleases(podLabelsOf(form)));
  if (Object.keys(selector).length === 0) return {};
  const identity = { name: pods[NAME] ?? standard.name, component: pods[COMPONENT] ?? standard.component };
  const two = { [NAME]: identity.name, [COMPONENT]: identity.component };
  if (isSame(pods, { ...two, ...selector })) {
    return { ...(isSame(identity, standard) ? {} : { identity }), ...selectionOf(selector, two) };
  }
  const metadata = (object: ImportedObject) => labelsEverywhere(object, metadataLabels);
  const labels = commonest([pods, metadata(workload)], [pods, ...objects.map(metadata)], selector);
  return isSame(labels, selector) ? { labels } : { labels, selector: { ...selector } };
}

/** By which labels pods are selected, where not by both of the identity. */
function selectionOf(selector: Labels, two: Labels): Pick<ContractLabels, 'selectedBy' | 'selector'> {
  if (isSame(selector, two)) return {};
  if (isSame(selector, { [NAME]: two[NAME] })) return { selectedBy: 'name' };
  return { selector: { ...selector } };
}

/** The labels of some that most objects have, and that do not contradict the selector; the first of equals. */
function commonest(some: readonly [Labels, ...Labels[]], all: readonly Labels[], selector: Labels): Labels {
  const countOf = (labels: Labels) => all.filter((each) => isSame(each, labels)).length;
  const possible = some.filter((labels) =>
    Object.entries(selector).every(([key, value]) => labels[key] === undefined || labels[key] === value),
  );
  const [best] = [...possible].sort((one, other) => countOf(other) - countOf(one));
  return best ?? some[0];
}

/** The labels that an object has in every environment, at some place. */
function labelsEverywhere({ in: forms }: ImportedObject, labelsIn: (form: Fields) => Labels): Labels {
  return commonPairs([...forms.values()].map(labelsIn));
}

/** Labels that change with each release. */
const OF_RELEASES = new Set(['app.kubernetes.io/version', 'helm.sh/chart']);

/** What selects the pods of a Job, which does so itself by a label that the cluster makes: all labels but those of releases. */
function withoutReleases(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !OF_RELEASES.has(key)));
}
