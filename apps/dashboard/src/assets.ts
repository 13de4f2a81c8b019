import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import { ASSETS_FOLDER, NHSUK_FOLDER } from './folder.js';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};
const COMPRESSED = new Set(['.css', '.js', '.svg']);
const HASH_LENGTH = 16;

type Asset = { readonly type: string; readonly body: Buffer; readonly gzipped?: Buffer };

export type Assets = {
  /** The address under which they lie, which changes with their content. */
  readonly base: string;
  readonly serve: RequestHandler;
};

const NHSUK = join(NHSUK_FOLDER, 'nhsuk');
const NHSUK_IMAGES = join(NHSUK, 'assets', 'images');
/** Frutiger is licensed to be fetched from the NHS; a ledger asks nobody else for anything, and shows Arial. */
const WEB_FONTS = /@font-face\s*\{[^}]*\}/g;
const IMAGES_OF_STYLES = /url\((["']?)\/assets\/images\//g;

/** Stylesheets, scripts and images of the pages, kept in memory under an address with a hash of all of them. */
export function assets(): Assets {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(NHSUK_IMAGES)) files.set(`images/${name}`, readFileSync(join(NHSUK_IMAGES, name)));
  for (const name of readdirSync(ASSETS_FOLDER)) files.set(name, readFileSync(join(ASSETS_FOLDER, name)));
  files.set(
    'nhsuk.js',
    withoutSourceMap(`${readFileSync(join(NHSUK, 'nhsuk-frontend.min.js'), 'utf8')}\ninitAll();\n`),
  );
  const styles = readFileSync(join(NHSUK, 'nhsuk-frontend.min.css'), 'utf8').replace(WEB_FONTS, '');
  files.set('nhsuk.css', withoutSourceMap(styles));
  const base = `/assets/${hashOf(files)}`;
  files.set('nhsuk.css', withoutSourceMap(styles.replace(IMAGES_OF_STYLES, `url($1${base}/images/`)));
  return { base, serve: serving(base, new Map([...files].map(([name, body]) => [name, assetOf(name, body)]))) };
}

const withoutSourceMap = (text: string): Buffer => Buffer.from(text.replace(/\/[/*]# sourceMappingURL=.*$/gm, ''));

function hashOf(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const [name, body] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(name).update(body);
  return hash.digest('hex').slice(0, HASH_LENGTH);
}

function assetOf(name: string, body: Buffer): Asset {
  const extension = extname(name);
  const type = TYPES[extension] ?? 'application/octet-stream';
  return { type, body, ...(COMPRESSED.has(extension) ? { gzipped: gzipSync(body) } : {}) };
}

const serving =
  (base: string, files: ReadonlyMap<string, Asset>): RequestHandler =>
  (request, response, next) => {
    const path = request.path;
    const asset = path.startsWith(`${base}/`) ? files.get(path.slice(base.length + 1)) : undefined;
    if (!asset || !['GET', 'HEAD'].includes(request.method)) return next();
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.setHeader('Content-Type', asset.type);
    response.setHeader('Vary', 'Accept-Encoding');
    const gzipped = asset.gzipped !== undefined && request.acceptsEncodings('gzip') === 'gzip';
    if (gzipped) response.setHeader('Content-Encoding', 'gzip');
    response.end(gzipped ? asset.gzipped : asset.body);
  };
