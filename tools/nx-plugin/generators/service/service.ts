/** A service that is to be added. */
export interface Service {
  readonly name: string;
  /** Its name as TypeScript writes it. */
  readonly identifier: string;
  /** Its namespace in base. */
  readonly namespace: string;
  readonly port: number;
}
