import * as composite from './composite-kinds.js';
import * as kinds from './kinds.js';
import { field, type Dto, type FieldOptions, type Kind } from './shape.js';

const decorator =
  (kind: Kind) =>
  (options: FieldOptions = {}): PropertyDecorator =>
    field(kind, options);

/** Whole pence, 0 or more. */
export const Pence = decorator(kinds.pence);
export const SignedPence = decorator(kinds.signedPence);
export const PositivePence = decorator(kinds.positivePence);
export const NonZeroPence = decorator(kinds.nonZeroPence);
/** Basis points, 0 to 10000. */
export const Bp = decorator(kinds.basisPoints);
export const DateField = decorator(kinds.date);
export const InstantField = decorator(kinds.instant);
/** A financial year, "2007-08". */
export const YearField = decorator(kinds.year);
/** A month of the financial year, 1 is April. */
export const MonthField = decorator(kinds.month);
/** A place in the log. */
export const PositionField = decorator(kinds.position);
export const LineField = decorator(kinds.line);
/** The code of an organisation or group: its shape is checked, not whether it is registered. */
export const Code = decorator(kinds.code);
/** A name that tells one thing from others of its sort: an entry, a payment, a label, a command. */
export const Id = decorator(kinds.id);
/** Which document: the sum over its bytes. */
export const Sha256 = decorator(kinds.sha256);
export const TrueOrFalse = decorator(kinds.trueOrFalse);

export const Text = ({ longest, ...options }: FieldOptions & { readonly longest?: number } = {}): PropertyDecorator =>
  field(kinds.text(longest), options);

export const WholeNumber = (minimum: number, maximum: number, options: FieldOptions = {}): PropertyDecorator =>
  field(kinds.whole(`a whole number from ${minimum} to ${maximum}`, minimum, maximum), options);

/** By when something was recorded that an answer may rest on. */
export const KnownAt = (): PropertyDecorator =>
  InstantField({ optional: true, about: 'What was known then; left out: everything recorded' });

/** Up to where in the log an answer is worked out. */
export const UpToPosition = (): PropertyDecorator =>
  PositionField({ optional: true, about: 'Only events up to this position' });

/** How many rows of a long answer are told at most (rule 98). */
export const RowsAtMost = (): PropertyDecorator =>
  WholeNumber(1, 1_000, { optional: true, about: 'Rows at most; left out: 1000' });

/** Where a page of a long answer begins (rule 98). */
export const RowsPassedOver = (): PropertyDecorator =>
  WholeNumber(0, 10_000_000, { optional: true, about: 'How many rows to pass over: the next of the page before' });

/** A number, or an object that has such numbers by name. */
export const NumberOrEach = (
  minimum: number,
  maximum: number,
  dto: Dto,
  options: FieldOptions = {},
): PropertyDecorator =>
  field(
    composite.eitherOf(kinds.whole(`a whole number from ${minimum} to ${maximum}`, minimum, maximum), dto),
    options,
  );

export const OneOf = (words: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field(kinds.oneOf(words), options);

const LINES_EXAMPLE = { EL: 24_000_000, NEL: 31_000_000 };

/** A map of service lines to pence; `signed` where they may be below 0. */
export const LinesMap = ({
  signed = false,
  ...options
}: FieldOptions & { readonly signed?: boolean } = {}): PropertyDecorator =>
  field(composite.byLine(signed ? kinds.signedPence : kinds.pence, LINES_EXAMPLE), options);

/** How a year is spread over M1 to M12. */
export const Weights = decorator(composite.weights);
export const WeightsMap = decorator(composite.byLine(composite.weights, { EL: composite.weights.schema['example'] }));
export const AllOrLines = decorator(composite.allOrLines());

export const Nested = (dto: Dto, options: FieldOptions = {}): PropertyDecorator =>
  field(composite.objectOf(dto), options);
export const NestedOrNull = (dto: Dto, options: FieldOptions = {}): PropertyDecorator =>
  field(composite.orNull(composite.objectOf(dto)), options);

type ListOptions = FieldOptions & { readonly least?: number };

export const ListOf = (dto: Dto, { least = 0, ...options }: ListOptions = {}): PropertyDecorator =>
  field(composite.listOf(composite.objectOf(dto), { least }), options);

/** A list of objects each of which says by its `kind` of which class it is. */
export const ListByKind = (classes: Readonly<Record<string, Dto>>, options: FieldOptions = {}): PropertyDecorator =>
  field(composite.listOf(composite.byKind(classes)), options);

const distinct =
  (kind: Kind) =>
  ({ least = 0, ...options }: ListOptions = {}): PropertyDecorator =>
    field(composite.listOf(kind, { least, distinct: true }), options);

export const Codes = distinct(kinds.code);
/** Ids, none twice. */
export const Ids = distinct(kinds.id);
export const Months = distinct(kinds.month);
export const Lines = distinct(kinds.line);
