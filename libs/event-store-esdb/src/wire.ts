/**
 * Protocol Buffers as they lie on the line, where the client's own reading and spelling of them takes too long: an object
 * with a class of its own for every part of every event.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
const [VARINT, FIXED_64, LENGTH, FIXED_32] = [0, 1, 2, 5];

/** Goes through the fields of one message. */
export class WireReader {
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;
  #type = 0;

  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  /** @returns the number of the next field, or 0 at the end; its value must be taken or skipped */
  next(): number {
    if (this.#at >= this.#end) return 0;
    const tag = this.varint();
    this.#type = tag & 7;
    return tag >>> 3;
  }

  /** A number up to 2^53; what lies above is no longer exact. */
  varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  /** A number of 64 bits, in as many hexadecimal digits as it has. */
  hex(): string {
    let [low, middle, high] = [0, 0, 0];
    for (let place = 0; ; place += 1) {
      const byte = this.#byte();
      if (place < 4) low |= (byte & 127) << (7 * place);
      else if (place < 8) middle |= (byte & 127) << (7 * (place - 4));
      else high |= (byte & 127) << (7 * (place - 8));
      if (byte < 128) break;
    }
    const lower = (low | (middle << 28)) >>> 0;
    const upper = ((middle >>> 4) | (high << 24)) >>> 0;
    return upper.toString(16).padStart(8, '0') + lower.toString(16).padStart(8, '0');
  }

  text(): string {
    const [from, to] = this.#stretch();
    return this.#bytes.toString('utf8', from, to);
  }

  /** A view of what lies there, not a copy. */
  bytes(): Buffer {
    const [from, to] = this.#stretch();
    return this.#bytes.subarray(from, to);
  }

  message(): WireReader {
    const [from, to] = this.#stretch();
    return new WireReader(this.#bytes, from, to);
  }

  /** @throws Error where it is no field of any message */
  skip(): void {
    if (this.#type === VARINT) this.varint();
    else if (this.#type === LENGTH) this.#stretch();
    else if (this.#type === FIXED_64) this.#at += 8;
    else if (this.#type === FIXED_32) this.#at += 4;
    else throw new Error(`no field of a message has the type ${this.#type}`);
  }

  #byte(): number {
    if (this.#at >= this.#end) throw new Error('a message ends before its last field');
    const byte = this.#bytes[this.#at]!;
    this.#at += 1;
    return byte;
  }

  #stretch(): [number, number] {
    const length = this.varint();
    const from = this.#at;
    this.#at += length;
    if (this.#at > this.#end) throw new Error('a message ends before its last field');
    return [from, this.#at];
  }
}

/** Of a field with bytes in it, its own head included. Fields above the fifteenth, whose heads are longer, are none of ours. */
export function fieldOf(length: number): number {
  return 1 + sizeOfVarint(length) + length;
}

export function sizeOfVarint(value: number): number {
  let size = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Writes one message, of a size that is known, into one piece of memory. */
export class WireWriter {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafe(size);
  }

  varint(field: number, value: number): this {
    this.#byte(field * 8 + VARINT);
    return this.#varint(value);
  }

  /** The beginning of a field whose bytes come next. */
  head(field: number, length: number): this {
    this.#byte(field * 8 + LENGTH);
    return this.#varint(length);
  }

  bytes(field: number, bytes: Uint8Array): this {
    return this.head(field, bytes.byteLength).fields(bytes);
  }

  /** @param length in bytes */
  text(field: number, text: string, length: number): this {
    this.head(field, length);
    this.#at += this.#bytes.write(text, this.#at, 'utf8');
    return this;
  }

  /** Fields that were put together before. */
  fields(fields: Uint8Array): this {
    this.#bytes.set(fields, this.#at);
    this.#at += fields.byteLength;
    return this;
  }

  /** @throws Error where it is not of the size that was said, which would send whatever lay there before */
  whole(): Buffer {
    if (this.#at !== this.#bytes.length) throw new Error(`${this.#at} of ${this.#bytes.length} bytes were written`);
    return this.#bytes;
  }

  #byte(byte: number): void {
    this.#bytes[this.#at] = byte;
    this.#at += 1;
  }

  #varint(value: number): this {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#byte((rest % 128) + 128);
    this.#byte(rest);
    return this;
  }
}
