import { withTextFields, type CommandName } from '#contract';
import { Unreadable, readYaml } from '#exchange';
import { usageError } from '../exit.js';
import { textOf } from '../input.js';
import type { Terminal } from '../terminal.js';

const STANDARD_INPUT = '-';

/**
 * The fields of a command from a file or standard input. A file that is called .json is JSON and nothing else; of all
 * other input what is JSON is read as JSON, the rest as YAML.
 */
export async function fieldsFrom(terminal: Terminal, command: CommandName, file: string): Promise<unknown> {
  const isStandardInput = file === STANDARD_INPUT;
  const text = (isStandardInput ? await terminal.standardInput() : textOf(file)).replace(/^\uFEFF/, '');
  const name = isStandardInput ? 'standard input' : file;
  if (text.trim() === '') throw usageError(`${name} is empty; it must hold the fields of ${command}`);
  return file.toLowerCase().endsWith('.json') ? strictJson(name, text) : jsonOrYaml(name, command, text);
}

function strictJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usageError(`${name} is not JSON: ${(error as Error).message}`, error);
  }
}

function jsonOrYaml(name: string, command: CommandName, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return yaml(name, command, text);
  }
}

function yaml(name: string, command: CommandName, text: string): unknown {
  try {
    return withTextFields(command, readYaml(text).value);
  } catch (error) {
    if (error instanceof Unreadable) throw usageError(`${name}: ${error.message}`, error);
    throw error;
  }
}
