import { formatPath, keyOf, type ObjectReference, referencesOf, textOf, valueAt } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';

/** A HorizontalPodAutoscaler, and what it scales. */
export interface Autoscaler {
  readonly object: BuiltObject;
  readonly to: ObjectReference;
  /** The `apiVersion` of its target, empty if it says none. */
  readonly apiVersion: string;
  /** What it scales, if the build has it. */
  readonly target?: BuiltObject;
}

/** The HorizontalPodAutoscalers of the build, in any version; those without the name of a target are passed over. */
export function autoscalersOf(stack: BuiltStack): readonly Autoscaler[] {
  return stack.memo(findAutoscalers);
}

function findAutoscalers({ objects }: BuiltStack): readonly Autoscaler[] {
  const autoscalers = objects.filter(
    ({ reference: { group, kind } }) => group === 'autoscaling' && kind === 'HorizontalPodAutoscaler',
  );
  if (autoscalers.length === 0) return [];
  const byKey = new Map(objects.map((each) => [keyOf(each.reference), each]));
  return autoscalers.flatMap((object): readonly Autoscaler[] => {
    const found = referencesOf(object.fields).find(({ path }) => formatPath(path) === 'spec.scaleTargetRef.name');
    if (found === undefined) return [];
    const { to } = found;
    const target = byKey.get(keyOf(to));
    const apiVersion = textOf(valueAt(object.fields, ['spec', 'scaleTargetRef', 'apiVersion'])) ?? '';
    return [{ object, to, apiVersion, ...(target === undefined ? {} : { target }) }];
  });
}
