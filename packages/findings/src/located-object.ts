/** An object that is judged, and where it was read. A finding carries this from the start. */
export interface LocatedObject {
  /** The object as plain data. Any value may be given. */
  readonly object: unknown;
  /** The name of the document that holds the object. It is unique among the objects that are judged together. */
  readonly document: string;
  /** The service that it is of, where that is known. */
  readonly service?: string;
  /** The file; of an object that Kustomize built the `kustomization.yaml`. */
  readonly file?: string;
  /** The line of a field, from 1, by its path, or of the nearest thing around it that is written. */
  readonly lineOf?: (field: string) => number;
  /** How the number or boolean of a field is written in the file, where that is not how JSON writes it: `0x1F`, `yes`. */
  readonly writtenAt?: (field: string) => string | undefined;
  /** Whether a tool wrote it anew, as Kustomize does: how its values were written is then not known. Default: false. */
  readonly rewritten?: true;
}

/** Objects that were not read from files: each is a document of its own. */
export function locate(objects: readonly unknown[]): LocatedObject[] {
  return objects.map((object, index) => ({ object, document: `#${index}` }));
}
