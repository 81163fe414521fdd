import { dnsSubdomainProblem, quote } from '@k8s-blocks/manifest';
import { pathSegmentProblem } from '../formats.ts';
import type { Metadata } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { invalid } from '../violation.ts';

/**
 * The kinds of what extends or guards the API that are named by a DNS subdomain, by what a real API server of Kubernetes 1.35
 * answered. A CertificateSigningRequest has any name, and definitions and APIServices are named after what they define.
 */
const BY_SUBDOMAIN: Readonly<Record<string, string>> = {
  'admissionregistration/v1':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'events/v1': 'Event',
  'flowcontrol/v1': 'FlowSchema PriorityLevelConfiguration',
  'node/v1': 'RuntimeClass',
  'resource/v1': 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
};

const REMEDY = 'Use lower-case letters, digits, "-" and ".", at most 253, with a letter or digit at both ends.';

/** How much the server takes of a `generateName`, and what it could put behind it. */
const MAX_GENERATED = 58;
const SUFFIX = 'aaaaa';

/** The names of objects of these kinds: see the rule object-name. That a name is there, and fits in a URL, is judged elsewhere. */
export const objectNamesOfExtensions = typeRule<{ readonly metadata?: Metadata }>(
  'object-name',
  Object.entries(BY_SUBDOMAIN).flatMap(([goPackage, kinds]) => kinds.split(' ').map((kind) => `${goPackage}.${kind}`)),
  function* ({ metadata = {} }, { object }) {
    const { name = '', generateName = '' } = metadata;
    if (name !== '' && pathSegmentProblem(name) === undefined) {
      yield* invalid('metadata.name', dnsSubdomainProblem(name), REMEDY);
    }
    if (generateName === '') return;
    // A "-" at its end is right, since the server puts characters behind it.
    const masked = object.kind === 'DeviceClass' ? [] : [generateName.replace(/(?<=.)-$/, 'a')];
    const wrong = [...masked, generateName.slice(0, MAX_GENERATED) + SUFFIX].find((each) => dnsSubdomainProblem(each));
    const problem = wrong && dnsSubdomainProblem(wrong)?.replace(quote(wrong), quote(generateName));
    yield* invalid('metadata.generateName', problem, REMEDY);
  },
);
