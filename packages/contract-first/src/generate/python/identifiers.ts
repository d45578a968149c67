/**
 * Names in Python.
 *
 * @module
 */
import type { Words } from '../model/clientModel.ts';
import { wordsOf } from '../model/words.ts';

const keywords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except ' +
    'finally for from global if import in is lambda nonlocal not or pass raise return try while ' +
    'with yield'
  ).split(' '),
);

/** What the bodies of classes name without an import: types of annotations, and a decorator. */
export const builtins: ReadonlySet<string> = new Set(
  'str int float bool list dict tuple bytes object type property'.split(' '),
);

/** The functions of Python, for which a module of the same name would be mistaken in its package. */
const builtinFunctions =
  'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile ' +
  'complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format ' +
  'frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license ' +
  'list locals map max memoryview min next object oct open ord pow print property quit range repr ' +
  'reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip';

/**
 * Classes and constants that every module has: an annotation with such a name could mean them. Some are
 * only in later versions or on Windows.
 */
const builtinClasses = new Set(
  (
    'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError ' +
    'BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ' +
    'ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning ' +
    'EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError ' +
    'FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError ' +
    'InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ' +
    'ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError ' +
    'OverflowError PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError ' +
    'RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration ' +
    'StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError ' +
    'UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError ' +
    'UnicodeWarning UserWarning ValueError Warning WindowsError ZeroDivisionError'
  ).split(' '),
);

/** Attributes of pydantic's models, and of the models and pages of the runtime. */
const ofModels = new Set(
  (
    'construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json ' +
    'update_forward_refs validate keys pages model_computed_fields model_config model_construct model_copy ' +
    'model_dump model_dump_json model_extra model_fields model_fields_set model_json_schema ' +
    'model_parametrized_name model_post_init model_rebuild model_validate model_validate_json ' +
    'model_validate_strings'
  ).split(' '),
);

/** What the annotations of fields name in lower case. */
const inAnnotations = new Set('str int float bool list dict tuple dt'.split(' '));

/** What a name may not be, by what it is the name of. */
const taken = {
  field: new Set([...ofModels, ...inAnnotations]),
  // The others are called where arguments are known.
  argument: new Set(['self', 'cast', 'read_settings', 'Options']),
  member: new Set(['with_raw_response', 'close', 'self', 'dt', 'builtins', 'overload']),
  // `annotations` and `importlib` are imported by the package.
  module: new Set([...builtinFunctions.split(' '), 'annotations', 'importlib']),
} as const satisfies Record<string, ReadonlySet<string>>;

/** A word that Python keeps for itself, or that something else is named by, gets an underscore. */
export const fit = (name: string, kind: keyof typeof taken): string =>
  keywords.has(name) || taken[kind].has(name) ? `${name}_` : name;

export const isKeyword = (name: string): boolean => keywords.has(name);

/** Whether a text is an identifier that Python does not keep for itself. */
export const isIdentifier = (text: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !keywords.has(text);

/** `list api keys` → `list_api_keys` */
export function snakeCase(words: Words): string {
  const text = identifier(words.join('_'));
  return beginsWell(text) ? text : ['value', text].filter(Boolean).join('_');
}

/** `list api keys` → `ListApiKeys` */
export const pascalCase = (words: Words): string =>
  identifier(words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(''));

/** Python normalizes identifiers (PEP 3131), and takes no other characters than these. */
const identifier = (text: string): string =>
  text.normalize('NFKC').replace(/[^\p{XID_Continue}_]/gu, '');

/** The name of a class: one that is written as one stays as it is. */
export function className(name: string): string {
  const text = /^[A-Z][A-Za-z0-9]*$/.test(name) ? name : pascalCase(wordsOf(name));
  if (keywords.has(text) || builtinClasses.has(text)) return `${text}_`;
  return beginsWell(text) ? text : `Value${text}`;
}

const beginsWell = (text: string): boolean => /^\p{XID_Start}/u.test(text);

/** Gives out names, each once: one that is taken gets a number. */
export class UniqueNames {
  readonly #taken: Set<string>;

  /** @param taken names that are not given out */
  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** The name itself if it is free, else with the lowest number that makes it free. */
  take(name: string): string {
    let unique = name;
    for (let at = 2; this.#taken.has(unique); at++) {
      unique = /\d$/.test(name) || name.includes('_') ? `${name}_${at}` : `${name}${at}`;
    }
    this.#taken.add(unique);
    return unique;
  }
}

/** Whether a text can be the key of a typed dictionary that is written as a class. */
export const isKey = (text: string): boolean =>
  /^[A-Za-z][A-Za-z0-9_]*$/.test(text) && !keywords.has(text) && !inAnnotations.has(text);
