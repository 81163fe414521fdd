import type { IValidatingAdmissionPolicy } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy';
import { isBlank, policyViolations } from '../admission-policy.ts';
import { qualifiedNameProblem } from '../formats.ts';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, invalid, required, type Violations } from '../violation.ts';

type Policy = Loose<IValidatingAdmissionPolicy>;
type Spec = NonNullable<Policy['spec']>;

/**
 * A ValidatingAdmissionPolicy says which resources it is for, and validates something or annotates the audit; its variables are
 * named as CEL names them. Its expressions are not compiled.
 *
 * @example
 * apiVersion: admissionregistration.k8s.io/v1
 * kind: ValidatingAdmissionPolicy
 * metadata: { name: replicas }
 * spec:
 *   matchConstraints: {} # no resourceRules
 *   validations: [{ expression: object.spec.replicas <= 5 }]
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export const validatingAdmissionPolicy = typeRule<Policy>(
  'validating-admission-policy',
  'admissionregistration/v1.ValidatingAdmissionPolicy',
  function* ({ metadata = {}, spec = {} }) {
    const { matchConstraints, matchConditions = [], validations = [], auditAnnotations = [], variables = [] } = spec;
    yield* policyViolations({ matchConstraints, matchConditions, variables });
    if (validations.length === 0 && auditAnnotations.length === 0) {
      const problem = 'It has neither validations nor auditAnnotations.';
      yield { code: 'FieldValueRequired', field: 'spec.validations', problem, remedy: 'Add one of the two.' };
    }
    yield* validationViolations(validations);
    yield* annotationViolations(auditAnnotations, metadata.name ?? '');
  },
);

const LINE_BREAK = /[\r\n]/;

function* validationViolations(validations: NonNullable<Spec['validations']>): Generator<FieldViolation> {
  for (const [index, { expression = '', message = '', messageExpression = '' }] of validations.entries()) {
    const path = `spec.validations[${index}]`;
    if (isBlank(expression)) yield required(`${path}.expression`, 'Give an expression.');
    for (const [name, text] of Object.entries({ message, messageExpression })) {
      if (isBlank(text))
        yield { field: `${path}.${name}`, problem: 'It is blank.', remedy: 'Remove it, or say something.' };
    }
    if (LINE_BREAK.test(message.trim())) {
      yield { field: `${path}.message`, problem: 'It has several lines.', remedy: 'Write it in one line.' };
    }
  }
}

const MAX_ANNOTATIONS = 20;
const MAX_EXPRESSION_BYTES = 5 * 1024;

function* annotationViolations(annotations: NonNullable<Spec['auditAnnotations']>, policy: string): Violations {
  const field = 'spec.auditAnnotations';
  if (annotations.length > MAX_ANNOTATIONS) {
    const problem = `There are ${annotations.length}, and ${MAX_ANNOTATIONS} are the most.`;
    yield { field, problem, remedy: 'Remove some.' };
  }
  for (const [index, { key = '', valueExpression = '' }] of annotations.entries()) {
    if (key !== '') {
      // The server puts the name of the policy before it, also one that it generates.
      const problem = qualifiedNameProblem(`${policy === '' ? 'generated' : policy}/${key}`);
      yield* invalid(`${field}[${index}].key`, problem, 'Use letters, digits, "-", "_" and ".", at most 63.');
    }
    const size = Buffer.byteLength(valueExpression.trim());
    if (valueExpression === '' || (size > 0 && size <= MAX_EXPRESSION_BYTES)) continue;
    const problem = size === 0 ? 'It is blank.' : `It has ${size} bytes, and ${MAX_EXPRESSION_BYTES} are the most.`;
    const at = `${field}[${index}].valueExpression`;
    yield { code: 'FieldValueRequired', field: at, problem, remedy: 'Give an expression.' };
  }
}
