import { MethodNotAllowedException } from '@nestjs/common';
import type { Request, Response } from 'express';

/** @throws MethodNotAllowedException naming the methods that the address takes */
export function onlyAllowing(methods: string, { method, path }: Request, response: Response): never {
  response.setHeader('Allow', methods);
  throw new MethodNotAllowedException(`${path} takes ${methods}, not ${method}`);
}
