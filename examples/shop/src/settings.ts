/** Rows of settings that services of the shop have in common: base whole, the others in what differs. */
export const replicas = {
  base: { replicas: 2 },
  dev: {},
  staging: {},
  prod: { replicas: 3 },
};

/** Rows of services that have no settings. */
export const none = { base: {}, dev: {}, staging: {}, prod: {} };

/** The resources that a container asks for, and may have at most. */
export function resources(cpu: string, memory: string) {
  return { requests: { cpu, memory }, limits: { memory } };
}
