import { type Fields, isFields } from '@k8s-blocks/manifest';

/** Fills in what a part of an object leaves to the API server, and returns the filled copy. */
export type Fill = (fields: Fields) => Fields;

/** Adds fields that are absent. */
export function defaults(values: Fields): Fill {
  return (fields) => ({ ...values, ...fields });
}

/** Applies several fills, one after the other. */
export function chain(...fills: readonly Fill[]): Fill {
  return (fields) => fills.reduce((filled, fill) => fill(filled), fields);
}

/** Applies a fill to the value of a field, if it is there: to a map, or to each map of a list. */
export function inside(field: string, fill: Fill): Fill {
  return (fields) => {
    const value = fields[field];
    if (Array.isArray(value)) return { ...fields, [field]: value.map((each) => (isFields(each) ? fill(each) : each)) };
    return isFields(value) ? { ...fields, [field]: fill(value) } : fields;
  };
}

/** Applies a fill to the value of a field; if the field is absent, to an empty map. */
export function always(field: string, fill: Fill): Fill {
  return chain(defaults({ [field]: {} }), inside(field, fill));
}
