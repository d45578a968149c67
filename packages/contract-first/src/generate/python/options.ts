/** What can be chosen about a Python client. */
export type PythonClientOptions = {
  /** The name of the package to import, such as `bookshop`. By default from the title. */
  readonly package?: string;
  /** The name of the distribution on PyPI, such as `bookshop-client`. By default `<package>-client`. */
  readonly distribution?: string;
  /** What the classes are named by: `Bookshop` → `BookshopClient`. By default from the title. */
  readonly name?: string;
  /** The prefix of environment variables, such as `BOOKSHOP`. By default from the name. */
  readonly environment?: string;
  /** Names of fields of models: `snake_case`, or those of the document. */
  readonly names?: 'snake_case' | 'wire';
  /** What dates are: `datetime` and `date`, or texts as they are sent. */
  readonly dates?: 'datetime' | 'str';
  /** Other names for the models of components, by the names of the document. */
  readonly typeNames?: Readonly<Record<string, string>>;
  /** The names of operations' methods, by operation id: `repos.issues.list`. */
  readonly methods?: Readonly<Record<string, string>>;
  /** Whether files of forms need a name; otherwise one without is sent with that of its field. */
  readonly needsFilename?: boolean;
  /** Whether only sources are written, without `pyproject.toml`, `README.md` and the folder `src`. */
  readonly bare?: boolean;
};

/** The choices about types. */
export type Choices = {
  readonly names: 'snake_case' | 'wire';
  readonly dates: 'datetime' | 'str';
  readonly typeNames: Readonly<Record<string, string>>;
};
