import { type Fields, fieldsOf } from '@k8s-blocks/manifest';
import { serviceAccount } from '@k8s-blocks/objects';
import { type Finder, objectBlock } from './block.ts';
import { isExact } from './exact.ts';
import { argumentsCode, entriesOf, metadataOptions, optionsByEnvironment } from './options.ts';

/** How the block may be called besides labels and annotations: as it is by default, with its token said, or without defaults. */
const CALLS: readonly ((form: Fields) => Fields)[] = [
  () => ({}),
  ({ automountServiceAccountToken: token }) => ({ token }),
  () => ({ defaults: false }),
];

/** The ServiceAccount of the service. */
export const accountBlock: Finder = (object, forms, contract) => {
  const { main, labels } = forms.service.contract;
  const metadataOf = metadataOptions(object, labels, forms);
  const options = CALLS.map((optionsOf) =>
    optionsByEnvironment(object, forms, main, (form) => ({ ...optionsOf(form), ...metadataOf(form) })),
  ).find((each) => isExact(object, forms, (env, at) => serviceAccount(env, fieldsOf(each.get(at))), main));
  return (
    options && objectBlock('serviceAccount', (saying) => argumentsCode(contract, main, entriesOf(options, saying)))
  );
};
