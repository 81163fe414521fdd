import type { RuleDoc, RuleDocs } from './rule-docs.ts';

const HEAD = `# Rules

What [\`verify\`](../packages/verify/README.md) finds. A rule is an \`error\` if what it finds will be refused or breaks the stack,
a \`warning\` if that works today and will hurt, and a \`notice\` if it is as declared, and is reported for review; single
findings may be milder, where the rule says so. In JSON and SARIF a finding has a \`code\` besides its rule: one of those listed, or
else the name of the rule. Rules of single objects have the codes of an API server, such as \`FieldValueRequired\`.

## How to waive a finding

By an annotation on its object, with the name of the rule and the reason. To waive one field or one value alone, name it:

\`\`\`yaml
metadata:
  annotations:
    k8s-blocks/waive-blocked-drain: A test system; before a drain the pod is deleted by hand.
    k8s-blocks/waive-image-tag: |
      field spec.template.spec.containers[1].image: The sidecar is pinned by its operator.
\`\`\`

More on this is in [findings](../packages/findings/README.md#waivers). A waiver of a rule that does not exist, or without a
reason, is an error of the rule \`waiver\`, and one that waives nothing is a warning of it. What cannot be read (\`unreadable\`), a key
that is written twice (\`duplicate-key\`) and what Kustomize warns of (\`kustomize-warning\`) cannot be waived. Files below a folder
that are no manifests, and Helm charts, are passed over with a notice (\`passed-over\`).

What your own stack must keep to besides, you write as [rules of your own](rules-of-your-own.md): their names begin with \`own-\`.
`;

const OBJECT_RULES = `What an API server of Kubernetes 1.35 or 1.36 refuses. All are errors, since an object that is refused is not
applied; what a server accepts in a dry run, or with other settings, is a warning.`;

/** The page of all rules. */
export function rulesPage({ stack, separation, object }: RuleDocs): string {
  return [
    HEAD,
    ...sectionOf('Between the objects of an environment', stack),
    ...sectionOf('Between two environments in one cluster', separation),
    ...sectionOf('Of single objects', object, OBJECT_RULES),
  ].join('\n');
}

function sectionOf(title: string, rules: readonly RuleDoc[], introduction?: string): string[] {
  const rows = rules.map(
    ({ name, severity, text }) => `| [${name}](#${name}) | ${severity} | ${firstSentence(text)} |`,
  );
  return [
    `## ${title}`,
    '',
    ...(introduction === undefined ? [] : [introduction, '']),
    '| rule | severity | what holds |',
    '|---|---|---|',
    ...rows,
    '',
    ...rules.map(formatRule),
  ];
}

function formatRule({ name, severity, text, example, links, codes }: RuleDoc): string {
  const facts = [
    `Severity: ${severity}.`,
    ...(codes.length === 0 ? [] : [`Codes: ${codes.map((code) => `\`${code}\``).join(', ')}.`]),
    ...links.map((link) => `[Kubernetes](${link}).`),
  ];
  return [
    `### ${name}`,
    '',
    text,
    '',
    ...(example === undefined ? [] : ['```yaml', example, '```', '']),
    facts.join(' '),
    '',
  ].join('\n');
}

/** Up to the first full stop before a space or the end. */
function firstSentence(text: string): string {
  const line = text.split('\n\n')[0]?.replaceAll('\n', ' ') ?? '';
  return (/^.*?[.](?=\s|$)/.exec(line)?.[0] ?? line).replaceAll('|', '\\|');
}
