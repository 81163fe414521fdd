/**
 * Whether a name is that of a host, or one of a pattern of hosts: `*.example.com` is each name with one label before
 * `.example.com`, as in a certificate.
 *
 * @param host a name in lowercase letters, or a pattern.
 * @see https://www.rfc-editor.org/rfc/rfc9525#section-6.3
 */
export function matchesHost(host: string, name: string): boolean {
  if (!host.startsWith('*.')) return host === name;
  const dot = name.indexOf('.');
  return dot > 0 && name.slice(dot) === host.slice('*'.length);
}
