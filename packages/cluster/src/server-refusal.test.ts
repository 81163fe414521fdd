import { describe, expect, it } from 'vitest';
import { mayBeOfNamespace } from './default-namespace.ts';
import { refusalDetails, ServerRefusal } from './server-refusal.ts';

/** A refusal as a server says it. */
function refusal(message: string, { reason = 'Invalid', causes = [] as readonly object[] } = {}): ServerRefusal {
  const body = { kind: 'Status', code: 422, reason, message, details: { causes } };
  return new ServerRefusal(refusalDetails({ status: 422, body, warnings: [] }, (text) => text));
}

/** What Kyverno answers where three policies are not kept. */
const OF_KYVERNO = [
  'admission webhook "validate.kyverno.svc-fail" denied the request: ',
  '',
  'resource Deployment/shop/orders was blocked due to the following policies ',
  '',
  ...['disallow-latest-tag', 'require-requests-limits', 'require-run-as-nonroot'].flatMap((policy) => [
    `${policy}:`,
    `  autogen-${policy}: 'validation error: ${'It is not as we have agreed upon. '.repeat(4)}rule autogen-${policy} failed at path /spec/template/spec/containers/0/'`,
  ]),
].join('\n');

describe('the message of a server', () => {
  it('is shown as a whole, as that of several policies is', () => {
    expect(refusal(OF_KYVERNO).serverMessage).toBe(OF_KYVERNO.trim());
    expect(refusal(OF_KYVERNO).problems.map(({ problem }) => problem)).toEqual([OF_KYVERNO.trim()]);
  });

  it('loses its middle where it is longer than some thousand characters', () => {
    const { serverMessage } = refusal(`begins${'-'.repeat(100_000)}ends`);
    expect(serverMessage).toMatch(/^begins-+… \(96010 more characters\) …-+ends$/);
  });

  it('that a policy has denied the request is known wherever it is said', () => {
    const long = 'n'.repeat(100_000);
    expect(mayBeOfNamespace(refusal(`deployments.apps "${long}" is forbidden: denied request: ${long}`))).toBe(true);
    expect(mayBeOfNamespace(refusal(`Deployment.apps "${long}" is invalid: ${long}`))).toBe(false);
  });
});

describe('the cause of a refusal', () => {
  const shown = (message: string) => {
    const cause = { reason: 'FieldValueInvalid', field: 'spec.selector', message };
    return refusal('It is invalid.', { causes: [cause] }).causes[0]?.message;
  };

  it('that quotes a value is shown without its middle', () => {
    const value = JSON.stringify({ matchLabels: { app: 'x'.repeat(1000) } });
    expect(shown(`Invalid value: ${value}: field is immutable`)).toBe(
      `Invalid value: ${value.slice(0, 200)}… (${value.length - 400} more characters) …${value.slice(-200)}: field is immutable`,
    );
  });

  it('says why as a whole, however long that is', () => {
    const why = `a lowercase RFC 1123 subdomain, ${'and what else it must be, '.repeat(30)}(e.g. 'example.com')`;
    expect(shown(`Invalid value: "A": ${why}`)).toBe(`Invalid value: "A": ${why}`);
    expect(shown(`Forbidden: ${why}`)).toBe(`Forbidden: ${why}`);
  });
});
