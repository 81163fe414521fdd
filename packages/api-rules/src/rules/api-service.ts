import type { IAPIService } from 'kubernetes-models/apiregistration.k8s.io/v1/APIService';
import { definedNameViolations } from '../api-names.ts';
import { typeRule } from '../type-rule.ts';
import { required } from '../violation.ts';

/**
 * An APIService is named after its version and group, and only one with a Service says how its certificate is checked.
 *
 * @example
 * apiVersion: apiregistration.k8s.io/v1
 * kind: APIService
 * metadata: { name: v1beta1.example.com } # v1.example.com
 * spec:
 *   group: example.com
 *   version: v1
 *   groupPriorityMinimum: 100
 *   versionPriority: 10
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
 */
export const apiService = typeRule<IAPIService>(
  'api-service',
  'apiregistration/v1.APIService',
  function* ({ metadata = {}, spec = {} }) {
    const { group = '', version = '', service, caBundle = '', insecureSkipTLSVerify = false } = spec;
    yield* definedNameViolations(metadata, `${version}.${group}`, 'version and group');
    if (version === '') yield { ...required('spec.version', 'Give the version.'), code: 'FieldValueInvalid' };
    if (group === '' && version !== 'v1') yield required('spec.group', 'Give the group: only "v1" may have none.');
    if (service === undefined && (caBundle !== '' || insecureSkipTLSVerify)) {
      const name = caBundle === '' ? 'insecureSkipTLSVerify' : 'caBundle';
      const problem = 'It is served by the API server itself, since it has no service.';
      yield { field: `spec.${name}`, problem, remedy: 'Remove it, or name the service.' };
    } else if (caBundle !== '' && insecureSkipTLSVerify) {
      const problem = 'It skips the check of the certificate, for which there is a caBundle.';
      yield { field: 'spec.insecureSkipTLSVerify', problem, remedy: 'Remove one of the two.' };
    }
  },
);
