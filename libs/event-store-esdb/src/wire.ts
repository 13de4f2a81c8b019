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
      const byte = this.#bytes[this.#at]!;
      this.#at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  /** A number of 64 bits, in as many hexadecimal digits as it has. */
  hex(): string {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#bytes[this.#at]!;
      this.#at += 1;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value).toString(16).padStart(16, '0');
    }
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

  #stretch(): [number, number] {
    const length = this.varint();
    const from = this.#at;
    this.#at += length;
    if (this.#at > this.#end) throw new Error('a message ends before its last field');
    return [from, this.#at];
  }
}

/** Puts one message together; what is given is not copied until the end. */
export class WireWriter {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  varint(field: number, value: number): this {
    return this.#push(Buffer.from([...varintOf(field * 8 + VARINT), ...varintOf(value)]));
  }

  bytes(field: number, bytes: Uint8Array): this {
    return this.#head(field, bytes.byteLength).#push(bytes);
  }

  text(field: number, text: string): this {
    return this.bytes(field, Buffer.from(text, 'utf8'));
  }

  message(field: number, { parts, length }: { readonly parts: readonly Uint8Array[]; readonly length: number }): this {
    this.#head(field, length);
    for (const part of parts) this.#push(part);
    return this;
  }

  get parts(): readonly Uint8Array[] {
    return this.#parts;
  }

  get length(): number {
    return this.#length;
  }

  /** Fields that were put together before. */
  fields(fields: Uint8Array): this {
    return this.#push(fields);
  }

  whole(): Buffer {
    return Buffer.concat(this.#parts, this.#length);
  }

  #head(field: number, length: number): this {
    return this.#push(Buffer.from([...varintOf(field * 8 + LENGTH), ...varintOf(length)]));
  }

  #push(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.#length += bytes.byteLength;
    return this;
  }
}

function varintOf(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return bytes;
}
