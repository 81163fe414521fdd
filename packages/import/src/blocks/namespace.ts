import { namespace } from '@k8s-blocks/objects';
import type { PodSecurityLevel } from '@k8s-blocks/security-context';
import { literal, raw } from '../typescript/code.ts';
import { type Finder, objectBlock } from './block.ts';
import { isExact } from './exact.ts';
import { componentOf } from './options.ts';

/** The levels of the Pod Security Standards, the strictest first. */
const LEVELS: readonly PodSecurityLevel[] = ['restricted', 'baseline', 'privileged'];

/** The Namespace of the service, at the level that it enforces. */
export const namespaceBlock: Finder = (object, forms) => {
  const component = componentOf(object);
  const given = component === undefined ? {} : { component };
  const options = LEVELS.map((podSecurity) => ({ podSecurity, ...given })).find((each) =>
    isExact(object, forms, (env) => namespace(env, each), forms.service.contract.main),
  );
  return options && objectBlock('namespace', () => [raw('env'), literal(options)]);
};
