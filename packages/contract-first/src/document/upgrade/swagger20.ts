/**
 * Upgrades Swagger 2.0 to OpenAPI 3.1.
 *
 * @module
 */
import type { Report } from '../notice.ts';
import type { Origins } from '../origins.ts';
import { isPart, type Part } from '../structure.ts';
import { setField } from '../tree.ts';
import { UPGRADED, upgradeSchemas } from './openapi30.ts';
import { relink } from './references.ts';
import type { Swagger } from './swaggerDocument.ts';
import {
  bodyOf,
  type ParameterContext,
  parameterOf,
  splitParameters,
} from './swaggerParameters.ts';
import { responseOf } from './swaggerResponses.ts';
import { securitySchemeOf } from './swaggerSecurity.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/**
 * Rewrites a bundled document of Swagger 2.0 as OpenAPI 3.1.
 *
 * @param document is used up: schemas in it become those of the result
 */
export function upgradeSwagger20(document: Part, origins: Origins, report: Report): Part {
  const swagger: Swagger = {
    document,
    consumes: namesOf(document.consumes),
    produces: namesOf(document.produces),
    origins,
    report,
  };
  const {
    swagger: _version,
    host,
    basePath,
    schemes,
    consumes: _consumes,
    produces: _produces,
    paths,
    definitions,
    parameters,
    responses,
    securityDefinitions,
    ...same
  } = document;
  const shared = splitShared(swagger, parameters);
  const upgraded: Part = {
    openapi: UPGRADED,
    ...same,
    ...serversOf(host, basePath, schemes),
    paths: mapOf(paths, (item) => pathItemOf(swagger, item)),
    components: {
      ...(isPart(definitions) && { schemas: definitions }),
      ...shared,
      ...(isPart(responses) && {
        responses: mapOf(responses, (each) => responseOf(swagger, each, swagger.produces)),
      }),
      ...(isPart(securityDefinitions) && {
        securitySchemes: mapOf(securityDefinitions, (each) => securitySchemeOf(swagger, each)),
      }),
    },
  };
  relink(upgraded, origins);
  upgradeSchemas(upgraded, origins, report);
  return upgraded;
}

function serversOf(host: unknown, basePath: unknown, schemes: unknown): Part {
  const path = typeof basePath === 'string' ? basePath : '';
  if (typeof host !== 'string') return path ? { servers: [{ url: path }] } : {};
  // Without `schemes`, it is the one that the document was fetched by, which a file does not have.
  const named = namesOf(schemes) ?? [];
  const usable = named.length > 0 ? named : ['https'];
  return { servers: usable.map((scheme) => ({ url: `${scheme}://${host}${path}` })) };
}

/** Shared parameters: those that are bodies become shared bodies. */
function splitShared(swagger: Swagger, parameters: unknown): Part {
  if (!isPart(parameters)) return {};
  const kept: Part = {};
  const bodies: Part = {};
  const context: ParameterContext = { swagger, consumes: swagger.consumes };
  for (const [name, parameter] of Object.entries(parameters)) {
    if (!isPart(parameter)) continue;
    if (parameter.in === 'body' || parameter.in === 'formData') {
      setField(bodies, name, bodyOf(context, [parameter]));
    } else {
      setField(kept, name, parameterOf(context, parameter));
    }
  }
  return { parameters: kept, requestBodies: bodies };
}

function pathItemOf(swagger: Swagger, item: Part): Part {
  const { origins } = swagger;
  const shared = listOf(item.parameters);
  const made: Part = {};
  for (const [key, value] of Object.entries(item)) {
    if (methods.includes(key) && isPart(value)) {
      made[key] = operationOf(swagger, value, shared);
    } else if (key !== 'parameters') {
      setField(made, key, value);
    }
  }
  const context = { swagger, consumes: swagger.consumes };
  const { others } = splitParameters(swagger, shared);
  if (others.length > 0) made.parameters = others.map((each) => parameterOf(context, each));
  return origins.made(item, made);
}

function operationOf(swagger: Swagger, operation: Part, shared: readonly Part[]): Part {
  const { consumes, produces, schemes, parameters, responses, ...same } = operation;
  const context = { swagger, consumes: namesOf(consumes) ?? swagger.consumes };
  const own = splitParameters(swagger, listOf(parameters));
  const around = splitParameters(swagger, shared);
  const made: Part = { ...same };
  if (own.others.length > 0) {
    made.parameters = own.others.map((each) => parameterOf(context, each));
  }
  // A parameter of the operation replaces that of the path with the same name and place.
  const bodies = [...own.bodies, ...around.bodies.filter((each) => !replaces(own.bodies, each))];
  if (bodies.length > 0) made.requestBody = bodyOf(context, bodies);
  made.responses = mapOf(responses, (each) =>
    responseOf(swagger, each, namesOf(produces) ?? swagger.produces),
  );
  const { host, basePath } = swagger.document;
  if (Array.isArray(schemes)) {
    const { servers } = serversOf(host, basePath, schemes);
    if (Array.isArray(servers)) made.servers = swagger.origins.made(schemes, servers);
  }
  return swagger.origins.made(operation, made);
}

const replaces = (own: readonly Part[], shared: Part): boolean =>
  own.some(
    (each) =>
      (each.in === 'body' && shared.in === 'body') ||
      (each.in === shared.in && each.name === shared.name),
  );

const listOf = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : []);

/** A list of media types or schemes; undefined where there is none. */
const namesOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : undefined;

/** A map with each object in it rewritten; extensions among them stay. */
function mapOf(map: unknown, rewrite: (each: Part) => Part): Part {
  const made: Part = {};
  if (!isPart(map)) return made;
  for (const [key, value] of Object.entries(map)) {
    setField(made, key, isPart(value) && !key.startsWith('x-') ? rewrite(value) : value);
  }
  return made;
}
