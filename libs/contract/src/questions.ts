import { instant } from '#kernel';
import {
  Bp,
  Code,
  DateField,
  Id,
  InstantField,
  KnownAt,
  ListOf,
  TrueOrFalse,
  UpToPosition,
  YearField,
} from './fields.js';
import { ExactlyOneOf } from './rules.js';
import { Rule } from './shape.js';

const AS_AT = 'Left out: the earlier of the day of knownAt and the last day of the year';
const EXPLAIN = 'Whether the derivation is told too';

export class EntitlementQuestion {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: AS_AT }) readonly asAt?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
  @TrueOrFalse({ optional: true, about: EXPLAIN }) readonly explain?: boolean;
}

export class ExposureQuestion {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: AS_AT }) readonly asAt?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
  @TrueOrFalse({ optional: true, about: EXPLAIN }) readonly explain?: boolean;
}

export class RollUpQuestion {
  @Code({ about: 'The code of a body, or ENGLAND' }) readonly of!: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: AS_AT }) readonly asAt?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
  @TrueOrFalse({ optional: true, about: EXPLAIN }) readonly explain?: boolean;
}

@Rule<BridgeQuestion>('to', ({ from, to }) =>
  instant(from) > instant(to) ? `must not be before from (${from}); got ${to}` : undefined,
)
export class BridgeQuestion {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @InstantField({ about: 'What was known then is the opening' }) readonly from!: string;
  @InstantField({ about: 'What was known then is the closing' }) readonly to!: string;
  @DateField({ optional: true, about: 'The day of both ends; left out: by the day of to' }) readonly asAt?: string;
  @UpToPosition() readonly position?: number;
  @TrueOrFalse({ optional: true, about: EXPLAIN }) readonly explain?: boolean;
}

@ExactlyOneOf<Supposition>('omit', 'protectBaseline', 'setShareBp')
export class Supposition {
  @Id({ optional: true, about: 'The label of a step, or the id of a command' }) readonly omit?: string;
  @TrueOrFalse({ optional: true }) readonly protectBaseline?: boolean;
  @Bp({ optional: true }) readonly setShareBp?: number;
}

export class WhatIfQuestion {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: AS_AT }) readonly asAt?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
  @TrueOrFalse({ optional: true, about: EXPLAIN }) readonly explain?: boolean;
  @ListOf(Supposition, { least: 1, about: 'Each says one thing: omit, protectBaseline or setShareBp' })
  readonly suppose!: Supposition[];
}
