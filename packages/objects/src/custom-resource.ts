/**
 * An object of a kind that an operator brings. Fields that the block does not know are set by spreading.
 *
 * The types of these are our own, and say no more than what the blocks write: the packages with all their fields would be ten
 * megabytes for those who use none of them, and their newest versions do not install with Node 20.
 */
export interface CustomResource<Spec extends object> {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: unknown;
  };
  spec: Spec & Record<string, unknown>;
}
