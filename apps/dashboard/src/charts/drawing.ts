/** The parts of a picture, placed; the template writes them as SVG, the stylesheet colours them by class. */
export type Shape =
  | { readonly kind: 'path'; readonly d: string; readonly name: string }
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly name: string;
    }
  | { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number; readonly name: string }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly name: string;
      readonly anchor: 'start' | 'middle' | 'end';
    };

export type Drawing = {
  /** Of the screen for which it is drawn. */
  readonly size: 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
};

/** A picture as a figure: what it is called, what it shows in words, and how it looks on wide and on narrow screens. */
export type Figure = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly legend: readonly { readonly name: string; readonly text: string }[];
  readonly drawings: readonly Drawing[];
};

export const WIDE = 1120;
export const NARROW = 360;

const rounded = (value: number): number => Math.round(value * 10) / 10;

export const path = (d: string, name: string): Shape => ({ kind: 'path', d, name });

export const line = (x1: number, y1: number, x2: number, y2: number, name: string): Shape =>
  path(`M${rounded(x1)},${rounded(y1)}L${rounded(x2)},${rounded(y2)}`, name);

export const rect = (x: number, y: number, width: number, height: number, name: string): Shape => ({
  kind: 'rect',
  x: rounded(x),
  y: rounded(y),
  width: rounded(Math.max(0, width)),
  height: rounded(Math.max(0, height)),
  name,
});

export const circle = (x: number, y: number, radius: number, name: string): Shape => ({
  kind: 'circle',
  x: rounded(x),
  y: rounded(y),
  radius,
  name,
});

export const label = (
  x: number,
  y: number,
  text: string,
  name = 'label',
  anchor: 'start' | 'middle' | 'end' = 'start',
): Shape => ({ kind: 'text', x: rounded(x), y: rounded(y), text, name, anchor });

/** How wide a label of 13 px Arial is at most, roughly, in pixels. */
export const widthOf = (text: string): number => text.length * 6.8;

/** Cuts a text that would be wider than `width` pixels. */
export function fitted(text: string, width: number): string {
  const most = Math.max(1, Math.floor(width / widthOf('x')));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
