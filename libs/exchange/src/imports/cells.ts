/** One row by column name. */
export class Cells {
  constructor(
    readonly line: number,
    private readonly places: ReadonlyMap<string, number>,
    private readonly fields: readonly string[],
  ) {}

  /** Undefined where the column is away or the field empty. */
  text(column: string): string | undefined {
    const place = this.places.get(column);
    return place === undefined ? undefined : this.fields[place] || undefined;
  }
}
