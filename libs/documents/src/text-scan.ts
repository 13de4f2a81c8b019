/** Bytes at the beginning in which the head of a letter by electronic mail must stand. */
const HEAD_BYTES = 16_384;

/** Control characters that no text has: all but tab, line feed, form feed and carriage return. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0e-\x1f]/;

/** Looks at bytes as they go by: whether they are text in UTF-8, and whether they begin as a mail does. */
export class TextScan {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private wrong = false;
  private hasNul = false;
  private head = '';

  take(bytes: Uint8Array): void {
    this.hasNul ||= bytes.includes(0);
    if (this.head.length < HEAD_BYTES) {
      this.head += Buffer.from(bytes.subarray(0, HEAD_BYTES - this.head.length)).toString('latin1');
    }
    this.decode(bytes);
  }

  end(): void {
    this.decode();
  }

  get isText(): boolean {
    return !this.wrong;
  }

  /** A mail begins with header lines; these two must be among them. @see RFC 5322, 3.6 */
  get isMail(): boolean {
    const head = this.head.split(/\r?\n\r?\n/, 1)[0]!;
    const lines = head.split(/\r?\n/);
    return (
      !this.hasNul &&
      lines.every((line) => /^([!-9;-~]+:|[ \t])/.test(line)) &&
      ['from', 'date'].every((name) => lines.some((line) => line.toLowerCase().startsWith(`${name}:`)))
    );
  }

  private decode(bytes?: Uint8Array): void {
    if (this.wrong) return;
    try {
      const text = bytes === undefined ? this.decoder.decode() : this.decoder.decode(bytes, { stream: true });
      this.wrong = CONTROL.test(text);
    } catch {
      this.wrong = true;
    }
  }
}
