import { type Fields, fieldsOf, labelsOf } from '@k8s-blocks/manifest';
import type { ContractDefinition } from '@k8s-blocks/topology';
import type { ImportedObject } from './imported-objects.ts';
import { podLabelsOf, selectorOf } from './pods.ts';
import { viewOf } from './services.ts';
import { isSame } from './varying.ts';

type Labels = Readonly<Record<string, string>>;

/** What a contract says of the labels of a workload. */
export type ContractLabels = Pick<ContractDefinition<string>, 'identity' | 'labels' | 'selectedBy' | 'selector'>;

interface Identity {
  readonly name: string;
  readonly component: string;
}

const NAME = 'app.kubernetes.io/name';
const COMPONENT = 'app.kubernetes.io/component';

/**
 * The labels of a workload's objects and pods, and those that select them, without what is the default: an identity where its
 * pods have just these two labels and their selector, and all labels elsewhere.
 *
 * @param view the workload.
 * @param objects the objects of its service.
 * @param standard the identity that the workload has by default.
 */
export function labelsOfContract(view: Fields, objects: readonly ImportedObject[], standard: Identity): ContractLabels {
  const pods = podLabelsOf(view);
  // A Job selects its pods by a label that the cluster makes.
  const selector = selectorOf(view) ?? pods;
  if (Object.keys(selector).length === 0) return {};
  const identity = { name: pods[NAME] ?? standard.name, component: pods[COMPONENT] ?? standard.component };
  const two = { [NAME]: identity.name, [COMPONENT]: identity.component };
  if (isSame(pods, { ...two, ...selector })) {
    return { ...(isSame(identity, standard) ? {} : { identity }), ...selectionOf(selector, two) };
  }
  const labels = commonest([pods, metadataLabels(view)], [pods, ...objects.map(viewOf).map(metadataLabels)], selector);
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

function metadataLabels({ metadata }: Fields): Labels {
  return labelsOf(fieldsOf(metadata).labels);
}
