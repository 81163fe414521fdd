/**
 * The field manager under which objects are applied: the server records with it which fields are ours.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers
 */
export const FIELD_MANAGER = 'k8s-blocks';
