import { MEDIA_TYPES, type KeptDocument } from '#documents';
import { COUNT, objectOf, type Schema } from './schema.js';

export const SHA_256: Schema = {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  description: 'Of the bytes of the document',
};

export const documentAnswers = {
  Document: objectOf<KeptDocument>({
    sha256: SHA_256,
    bytes: COUNT,
    mediaType: { type: 'string', enum: [...MEDIA_TYPES] },
  }),
};
