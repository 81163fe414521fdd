import type { IParamRef } from 'kubernetes-models/admissionregistration.k8s.io/v1/ParamRef';
import type { Loose } from './kinds.ts';
import type { Violations } from './violation.ts';

/** What is wrong with how the binding of an admission policy takes its parameters. Absent is right. */
export function* paramRefViolations(paramRef: Loose<IParamRef> | undefined, path: string): Violations {
  if (paramRef === undefined) return;
  const { name = '', selector } = paramRef;
  if (name !== '' && selector !== undefined) {
    const problem = 'It has both a name and a selector.';
    yield { code: 'FieldValueForbidden', field: `${path}.name`, problem, remedy: 'Keep one of the two.' };
  } else if (name === '' && selector === undefined) {
    const problem = 'It has neither a name nor a selector.';
    yield { code: 'FieldValueRequired', field: path, problem, remedy: 'Give one of the two.' };
  }
}
