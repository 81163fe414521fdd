import { comment, commentKeys } from '@k8s-blocks/comments';
import type { KubernetesObject } from '@k8s-blocks/kustomize';

/** Who owns the one field of ConfigMap `argocd-cm` that is applied, beside those of the user. */
export const HEALTH_MANAGER = 'k8s-blocks-application-health';

/**
 * When an Application passes for healthy, in Lua. Argo CD has no such check of its own since 1.8; without one, every Application is
 * healthy as soon as it is there, and waves between Applications order nothing.
 *
 * The health that an Application says is that of its objects which exist: before they are all applied, it may be healthy already.
 * So one that is synced automatically is only healthy once it is synced. One that is synced by hand is taken at its word: it may be
 * out of sync on purpose.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app
 * @see https://github.com/argoproj/argo-cd/issues/27917
 */
const HEALTH = `local hs = { status = "Progressing", message = "" }
if obj.status ~= nil and obj.status.health ~= nil and obj.status.health.status ~= nil then
  hs.status = obj.status.health.status
  hs.message = obj.status.health.message or ""
  local policy = obj.spec ~= nil and obj.spec.syncPolicy or nil
  local isAutomated = policy ~= nil and policy.automated ~= nil
  local isSynced = obj.status.sync ~= nil and obj.status.sync.status == "Synced"
  if hs.status == "Healthy" and isAutomated and not isSynced then
    hs.status = "Progressing"
    hs.message = "Not everything is applied yet."
  end
end
return hs
`;

/**
 * The one field of ConfigMap `argocd-cm` that waves between Applications need. It is applied server-side, as a field manager of its
 * own, so that everything else in the ConfigMap stays as it is.
 *
 * @param namespace that of Argo CD.
 * @param file its path, as commands name it.
 */
export function applicationHealth(namespace: string, file: string): KubernetesObject {
  const head = `The health check of Applications. Argo CD has none since 1.8, and without one the waves between Applications do
nothing: each passes for healthy as soon as it is there. To apply it, once for an Argo CD:
  kubectl apply --server-side --field-manager=${HEALTH_MANAGER} -f ${file}
Only so: server-side and under that name, it owns this one field, and all others of the ConfigMap stay as they are. A plain
"kubectl apply" would remove fields. Where Helm or an operator writes argocd-cm, give it this field there instead.`;
  const data = { 'resource.customizations.health.argoproj.io_Application': HEALTH };
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    // Argo CD reads no ConfigMap without this label.
    metadata: { name: 'argocd-cm', namespace, labels: { 'app.kubernetes.io/part-of': 'argocd' } },
    data: commentKeys(data, {
      'resource.customizations.health.argoproj.io_Application':
        'Healthy is what says so and, where it is synced automatically, has everything applied.',
    }),
  };
  return comment(head, configMap);
}
