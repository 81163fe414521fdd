import { Refusal } from '@k8s-blocks/refusal';

let isRegistered = false;

/**
 * Lets this process import TypeScript: Node 22.18 and newer can, an older one through tsx, which is registered once. It is
 * called only before the first import of such a module, since that costs a tenth of a second.
 *
 * @param path the module that is to be imported, for the message.
 * @throws Refusal if Node cannot import TypeScript, and tsx is not installed.
 */
export async function enableTypeScript(path: string): Promise<void> {
  if (isRegistered || Reflect.get(process.features, 'typescript')) return;
  const { register } = await import('tsx/esm/api').catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Refusal({
      file: path,
      problem: `Node ${process.versions.node} does not read TypeScript by itself.`,
      remedy: 'Install tsx (npm install --save-dev tsx), use Node 22.18 or newer, or give a module of JavaScript.',
    });
  });
  register();
  isRegistered = true;
}
