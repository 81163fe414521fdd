import { formatStep, labelKeyProblem, labelValueProblem } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';

/**
 * Refuses labels that an API server would refuse, all of them at once.
 *
 * @param field the path of the labels in the object: `metadata.labels`.
 * @throws Refusal with one problem for each wrong key and each wrong value; its field names the key:
 * `metadata.labels["app.kubernetes.io/version"]`.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function checkLabels(labels: Readonly<Record<string, string>>, field: string): void {
  const problems = Object.entries(labels).flatMap(([key, value]) => problemsOfLabel(key, value, field));
  if (problems.length > 0) throw new Refusal(problems);
}

function problemsOfLabel(key: string, value: string, field: string): Problem[] {
  const place = field + formatStep(key);
  const problems: Problem[] = [];
  const keyProblem = labelKeyProblem(key);
  if (keyProblem !== undefined) {
    problems.push({
      field: place,
      problem: keyProblem,
      remedy: 'Give a key like "tier" or "example.com/tier", with 63 characters at most after the slash.',
    });
  }
  const valueProblem = labelValueProblem(value);
  if (valueProblem !== undefined) {
    problems.push({
      field: place,
      problem: valueProblem,
      remedy: 'Give 63 characters at most, or put the text in an annotation, which may hold anything.',
    });
  }
  return problems;
}
