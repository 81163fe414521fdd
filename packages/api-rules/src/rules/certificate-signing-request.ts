import { dnsLabelProblem, dnsSubdomainProblem } from '@k8s-blocks/manifest';
import type { ICertificateSigningRequestSpec } from 'kubernetes-models/certificates.k8s.io/v1/CertificateSigningRequestSpec';
import { typeRule } from '../type-rule.ts';
import { quote, type Violations } from '../violation.ts';

/**
 * A CertificateSigningRequest names its signer with a domain, and holds a request in the form of PEM. What the request itself
 * says is not looked into.
 *
 * @example
 * apiVersion: certificates.k8s.io/v1
 * kind: CertificateSigningRequest
 * metadata: { name: shop }
 * spec:
 *   signerName: signer # example.com/signer
 *   usages: [client auth]
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/
 */
export const certificateSigningRequest = typeRule<ICertificateSigningRequestSpec>(
  'certificate-signing-request',
  'certificates/v1.CertificateSigningRequestSpec',
  function* ({ signerName = '', request }, { path }) {
    if (signerName !== '') yield* signerViolations(signerName, `${path}.signerName`);
    const encoded: unknown = request;
    if (typeof encoded !== 'string' || encoded === '' || isPem(Buffer.from(encoded, 'base64').toString('latin1')))
      return;
    const problem = 'It is not a request in the form of PEM.';
    yield {
      field: `${path}.request`,
      problem,
      remedy: 'Encode the file that begins with "BEGIN CERTIFICATE REQUEST".',
    };
  },
);

const MAX_SIGNER = 571;

/** A domain with at least one dot, a slash, and a DNS subdomain. */
function* signerViolations(name: string, field: string): Violations {
  const slash = name.indexOf('/');
  const domain = name.slice(0, Math.max(slash, 0));
  const problem =
    slash < 0 || !domain.includes('.')
      ? `${quote(name)} has no domain before a slash.`
      : (domain.split('.').map(dnsLabelProblem).find(Boolean) ?? dnsSubdomainProblem(name.slice(slash + 1)));
  if (problem !== undefined || name.length > MAX_SIGNER) {
    yield { field, problem: problem ?? 'The name is too long.', remedy: 'Write it as "example.com/signer".' };
  }
}

/** A block of base64, which begins as a sequence in ASN.1. */
const PEM = /-----BEGIN CERTIFICATE REQUEST-----\s+(?:MI|M[A-Z])[A-Za-z0-9+/=\s]*-----END CERTIFICATE REQUEST-----/;

function isPem(text: string): boolean {
  return PEM.test(text);
}
