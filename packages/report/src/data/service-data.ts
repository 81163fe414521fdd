/** A service of the stack. */
export interface ServiceData {
  /** The name of its contract. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** The position of its namespace. */
  readonly namespace: number;
  /** The ports that it offers, with their names: `8081 (admin)`, `53/UDP (dns)`. */
  readonly ports: readonly string[];
  /** Its settings, with their values in each environment. */
  readonly settings: readonly SettingData[];
  /** It in each environment: null where it is not deployed. */
  readonly environments: readonly (ServiceInEnvironment | null)[];
}

/** A setting of a service in all environments. */
export interface SettingData {
  /** The object, by its kind and its name in base: `Deployment connector`. */
  readonly object: string;
  /** `replicas`, `image of connector`. */
  readonly name: string;
  /** Its value in each environment, null where it has none; or only one, which it has in all. */
  readonly values: readonly (string | null)[];
}

/** A service in one environment. */
export interface ServiceInEnvironment {
  /** The number of its wave, from 1: services of one wave are started side by side, after those of earlier ones. */
  readonly wave: number;
  /** The services that it waits for at start, and why. Absent where it waits for none. */
  readonly needs?: readonly NeedData[];
  readonly objects: readonly ObjectData[];
  readonly resources: ResourcesData;
  readonly findings: readonly FindingData[];
  /** Why it was not built; then it has no objects. */
  readonly problems?: readonly string[];
}

/** A service that another one waits for at start. */
export interface NeedData {
  /** The position of the service that is waited for. */
  readonly service: number;
  /** The position of the first connection for which it is. */
  readonly connection: number;
}

/** An object as it was built. */
export interface ObjectData {
  readonly kind: string;
  readonly name: string;
  /** The file of the tree in which it is written, from the root of the repository. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
}

/** What all pods of a service ask for and may use together: the resources of their containers, times replicas. */
export interface ResourcesData {
  /** How many pods run at the same time; of jobs as many as one run has. */
  readonly pods: number;
  /** Of each resource: `cpu`, `memory`. */
  readonly sums: readonly ResourceSum[];
  /** What the sums leave out: a DaemonSet, whose pods are as many as there are nodes. */
  readonly notes?: readonly string[];
}

/** The sum of one resource. */
export interface ResourceSum {
  /** `cpu`, `memory`, `ephemeral-storage`, `nvidia.com/gpu`. */
  readonly resource: string;
  /** A quantity of Kubernetes; absent where no container requests it. */
  readonly requests?: string;
  /** The same, of limits. */
  readonly limits?: string;
  /** Whether some container has no limit, so that there is no upper bound. */
  readonly unlimited?: true;
}

/** What `verify` found in a service. */
export interface FindingData {
  readonly severity: 'error' | 'warning' | 'notice';
  readonly rule: string;
  /** The object and the field. */
  readonly where: string;
  readonly problem: string;
  readonly why?: string;
  readonly remedy?: string;
  /** Why it is accepted, where an annotation waives it. */
  readonly waived?: string;
}
