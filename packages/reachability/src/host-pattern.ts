/**
 * Whether a name matches a pattern, in which `*` stands for any characters but dots, `*` alone for every name, and `**.` at
 * the begin for one or more labels. Names are compared without regard to case and to a dot at their end.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/layer3/#dns-based
 */
export function matchesHost(pattern: string, host: string): boolean {
  if (pattern === '*') return true;
  const [wanted, labels] = [labelsOf(pattern), labelsOf(host)];
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
