import type { JsonObject } from './json.js';

/** Lifts the data of an event from one version of its type to the next. */
export type Lift = (data: JsonObject) => JsonObject;

/**
 * The shape of one event type through its life. `lifts[0]` takes version 1 to 2: the version written today is always
 * `lifts.length + 1`. `personal` names the fields that are sealed before they are stored.
 */
export type EventSchema = { readonly lifts: readonly Lift[]; readonly personal: readonly string[] };

export const schema = (lifts: readonly Lift[] = [], personal: readonly string[] = []): EventSchema => ({
  lifts,
  personal,
});

export const versionOf = ({ lifts }: EventSchema): number => lifts.length + 1;

/** The data of an event stored as `version`, in the shape of today. @throws RangeError for a version from the future, or none */
export function lifted({ lifts }: EventSchema, version: number, data: JsonObject): JsonObject {
  const known = Number.isInteger(version) && version >= 1 && version <= lifts.length + 1;
  if (!known) throw new RangeError(`version ${version} is not known here`);
  return lifts.slice(version - 1).reduce((shape, lift) => lift(shape), data);
}

/** A fact: what an event says, apart from the envelope in which it is stored. */
export type Fact<Type extends string, Data extends object> = { readonly type: Type; readonly data: Readonly<Data> };
