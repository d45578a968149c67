import type { Document } from '../../document/model.ts';
import type { Direction } from '../../schema/directions.ts';
import type { ComponentTypes } from '../typescript/types/componentTypes.ts';
import { componentOf } from '../typescript/types/forms.ts';

/** A constant with the Zod schema of a component. */
export type SchemaConstant = {
  readonly component: string;
  readonly direction: Direction;
  readonly name: string;
  /** The name of the type of what it parses. */
  readonly type: string;
};

/**
 * The constants of component schemas: one for each, or two if requests and responses are validated
 * differently, such as `UserSchema` for responses and `UserRequestSchema` for requests.
 */
export class SchemaConstants {
  readonly #document: Document;
  readonly #byComponent: ReadonlyMap<string, readonly SchemaConstant[]>;

  private constructor(
    document: Document,
    byComponent: ReadonlyMap<string, readonly SchemaConstant[]>,
  ) {
    this.#document = document;
    this.#byComponent = byComponent;
  }

  /** Those of all components. */
  static of(document: Document, types: ComponentTypes): SchemaConstants {
    const byComponent = new Map<string, readonly SchemaConstant[]>();
    for (const component of Object.keys(document.components?.schemas ?? {})) {
      const { directions = [], differ = false } = types.forms(component) ?? {};
      const [main = 'response'] = directions;
      const base = types.name(component, main) ?? component;
      const constant = (direction: Direction, typeDirection: Direction): SchemaConstant => ({
        ...{ component, direction },
        name: `${differ ? (types.name(component, direction) ?? base) : base}Schema`,
        type: types.name(component, typeDirection) ?? base,
      });
      byComponent.set(
        component,
        differ
          ? directions.map((direction) => constant(direction, direction))
          : // What is parsed has its defaults, as the types of requests say.
            [constant(main, directions.includes('request') ? 'request' : main)],
      );
    }
    return new SchemaConstants(document, byComponent);
  }

  /** All but those of some components. */
  without(components: ReadonlyMap<string, unknown>): SchemaConstants {
    const rest = [...this.#byComponent].filter(([component]) => !components.has(component));
    return new SchemaConstants(this.#document, new Map(rest));
  }

  /** Those of a component; the first one is for responses, unless only requests have the component. */
  of(component: string): readonly SchemaConstant[] {
    return this.#byComponent.get(component) ?? [];
  }

  /** The one that a reference leads to in a direction; undefined if it leads to no component. */
  find($ref: string, direction: Direction): SchemaConstant | undefined {
    const component = componentOf(this.#document, $ref);
    const constants = component === undefined ? [] : this.of(component);
    return constants.find((each) => each.direction === direction) ?? constants[0];
  }
}
