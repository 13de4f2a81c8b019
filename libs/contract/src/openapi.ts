import type { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import { dtoClasses, fieldsOf } from './shape.js';

type Swagger = { readonly ApiProperty: typeof ApiProperty; readonly ApiExtraModels: typeof ApiExtraModels };

/**
 * Describes every field of every class to @nestjs/swagger, from what its decorator says. Called once by the door that
 * serves OpenAPI: the package takes most of a second to load, which a command on a terminal need not pay.
 */
export function describeForOpenApi({ ApiProperty, ApiExtraModels }: Swagger): void {
  for (const dto of dtoClasses()) {
    for (const { name, kind, optional = false, about } of fieldsOf(dto).values()) {
      const description = about ?? `${kind.wanted.charAt(0).toUpperCase()}${kind.wanted.slice(1)}`;
      ApiProperty({ ...kind.schema, required: !optional, description } as Parameters<typeof ApiProperty>[0])(
        dto.prototype as object,
        name,
      );
      if (kind.refersTo && kind.refersTo.length > 0) ApiExtraModels(...kind.refersTo)(dto);
    }
  }
}
