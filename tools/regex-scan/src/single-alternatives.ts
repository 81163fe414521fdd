import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

type WithAlternatives = AST.Pattern | AST.Group | AST.CapturingGroup;

/**
 * The variants of an expression that have to be linear too: with each of its alternatives alone, and with each optional
 * group required.
 *
 * An alternative may search to the end of the text and fail, before another one matches. An expression that is applied
 * repeatedly does that after each match: `/<[^>]*>|./g` matches one character at every `<`, and each time it has first
 * searched for a `>` to the end of the text.
 */
export function singleAlternatives(source: string, flags: string): readonly string[] {
  const sources = new Set<string>();
  const replace = ({ start, end }: AST.Node, raw: string) =>
    sources.add(source.slice(0, start) + raw + source.slice(end));
  const eachAlternative = (node: WithAlternatives) => {
    if (node.alternatives.length > 1) for (const { raw } of node.alternatives) replace(node, `(?:${raw})`);
  };
  visitRegExpAST(parse(source, flags), {
    onPatternEnter: eachAlternative,
    onGroupEnter: eachAlternative,
    onCapturingGroupEnter: eachAlternative,
    onQuantifierEnter: (node) => {
      if (node.min === 0 && node.element.type.endsWith('Group')) replace(node, node.element.raw);
    },
  });
  return [...sources].filter((each) => isExpression(each, flags));
}

function parse(source: string, flags: string): AST.Pattern {
  const unicodeSets = flags.includes('v');
  return new RegExpParser().parsePattern(source, 0, source.length, { unicode: flags.includes('u'), unicodeSets });
}

/** Whether a variant is valid: it is not if it refers to a group of an alternative that was left out. */
function isExpression(source: string, flags: string): boolean {
  try {
    // regex: it is only compiled, and never run.
    return new RegExp(source, flags) instanceof RegExp;
  } catch {
    return false;
  }
}
