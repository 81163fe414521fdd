import { LuaFactory } from 'wasmoon';

/** The health of an object by a check of Argo CD. */
export interface Health {
  readonly status: string;
  readonly message: string;
}

/** What judges an object. */
export type HealthCheck = (object: unknown) => Promise<Health>;

/**
 * A health check of Argo CD, as its ConfigMap `argocd-cm` has it: the text in Lua reads the object as `obj`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#way-1-define-a-custom-health-check-in-argocd-cm-configmap
 */
export function healthCheckIn(lua: string): HealthCheck {
  const factory = new LuaFactory();
  return async (object) => {
    const engine = await factory.createEngine();
    try {
      engine.global.set('obj', object);
      const { status, message } = await engine.doString(lua);
      return { status, message };
    } finally {
      engine.global.close();
    }
  };
}
