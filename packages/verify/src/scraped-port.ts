/** A port whose metrics a Prometheus is declared to read, in one environment. */
export interface ScrapedPort {
  readonly namespace: string;
  /** The name of the service, for an object that is missing. */
  readonly name: string;
  /** The name of the port, in containers and Services. */
  readonly port: string;
  /** The Services that offer it; none if the pods are read themselves. */
  readonly services: readonly string[];
  /** The labels of the pods. */
  readonly pods: Readonly<Record<string, string>>;
}
