/**
 * Whether a name is that of a host, or one of a pattern of hosts: `*.example.com` is each name with one label before
 * `.example.com`, as in a certificate. The patterns of Cilium have more: a `*` anywhere stands for any characters but dots, `*`
 * alone for every name, and `**.` at the begin for one or more labels. Names are compared without regard to case.
 *
 * @param host a name or a pattern.
 * @see https://www.rfc-editor.org/rfc/rfc9525#section-6.3
 * @see https://docs.cilium.io/en/stable/security/policy/layer3/#dns-based
 */
export function matchesHost(host: string, name: string): boolean {
  if (host === '*') return true;
  const [wanted, labels] = [labelsOf(host), labelsOf(name)];
  if (labels.includes('')) return false;
  if (wanted[0] !== '**') {
    return wanted.length === labels.length && wanted.every((each, index) => matchesLabel(each, labels[index] ?? ''));
  }
  const rest = wanted.slice(1);
  const offset = labels.length - rest.length;
  return offset > 0 && rest.every((each, index) => matchesLabel(each, labels[offset + index] ?? ''));
}

function labelsOf(name: string): readonly string[] {
  return name.toLowerCase().replace(/\.$/, '').split('.');
}

/** The parts between the wildcards are searched from left to right, each once, so that this takes linear time. */
function matchesLabel(pattern: string, label: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return pattern === label;
  if (!label.startsWith(first) || !label.endsWith(last) || label.length < first.length + last.length) return false;
  let position = first.length;
  for (const part of others) {
    const found = label.indexOf(part, position);
    if (found < 0 || found + part.length > label.length - last.length) return false;
    position = found + part.length;
  }
  return true;
}
