/**
 * The folders beside those of the services, in which the whole stack is emitted with its documents. No service is named like
 * one, so none of them is the tree of an app.
 */
export const STACK_FOLDERS: readonly string[] = ['base', 'overlays', 'gitops'];
