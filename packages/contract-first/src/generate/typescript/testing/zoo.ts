/** A document with most of what clients do, from which tests generate. */
import type { Document } from '../../../document/model.ts';

const json = (schema: object) => ({ 'application/json': { schema } });
const animal = { $ref: '#/components/schemas/Animal' };
const text = { type: 'string' };
const ok = (schema: object) => ({ 200: { description: 'Done', content: json(schema) } });
const problem = {
  description: 'No such animal',
  content: json({ $ref: '#/components/schemas/Problem' }),
};
const path = (name: string, schema: object = { type: 'string' }) => ({
  ...{ name, in: 'path', required: true, schema },
});

export const zoo: Document = JSON.parse(
  JSON.stringify({
    openapi: '3.2.0',
    info: {
      title: 'The City Zoo API',
      version: '1.2.3',
      description: 'Animals and their keepers.',
    },
    servers: [
      {
        url: 'https://{region}.zoo.example/v1',
        description: 'Production',
        variables: { region: { default: 'eu' } },
      },
    ],
    security: [{ Key: [] }],
    paths: {
      '/animals': {
        get: {
          operationId: 'animals.list',
          summary: 'List animals',
          description: 'Lists all animals,\noldest first.',
          parameters: [
            { name: 'cursor', in: 'query', schema: { type: 'string' } },
            {
              ...{ name: 'min_weight', in: 'query', description: 'In kilograms' },
              schema: { type: 'integer', minimum: 0, default: 1 },
            },
          ],
          responses: ok({
            type: 'object',
            required: ['items', 'next_cursor'],
            properties: {
              items: { type: 'array', items: animal },
              next_cursor: { type: ['string', 'null'] },
            },
          }),
        },
        post: {
          operationId: 'animals.create',
          requestBody: {
            required: true,
            content: {
              ...json(animal),
              'text/csv': { schema: { type: 'string' } },
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  required: ['photo'],
                  properties: { photo: { type: 'string', format: 'binary' } },
                },
              },
            },
          },
          responses: { 201: { description: 'Created', content: json(animal) } },
          callbacks: {
            moved: {
              '{$request.header.Callback}': {
                post: {
                  parameters: [{ name: 'webhook-signature', in: 'header', schema: text }],
                  requestBody: { content: json(animal) },
                  responses: { 204: { description: 'Taken' } },
                },
              },
            },
            weighed: {
              '{$request.header.Callback}': {
                post: {
                  requestBody: {
                    content: json({
                      type: 'object',
                      required: ['kilograms'],
                      properties: { kilograms: text },
                    }),
                  },
                  responses: { 204: { description: 'Taken' } },
                },
              },
            },
          },
        },
      },
      '/animals/{animal_id}': {
        get: {
          operationId: 'animals.get',
          deprecated: true,
          parameters: [{ ...path('animal_id'), description: 'The ID of the animal' }],
          responses: {
            200: {
              description: 'Done',
              content: { ...json(animal), 'text/csv': { schema: { type: 'string' } } },
            },
            404: problem,
          },
        },
        delete: {
          operationId: 'animals.delete',
          security: [],
          parameters: [path('animal_id')],
          responses: { 204: { description: 'Gone' } },
        },
      },
      '/keepers/{keeper_id}/animals/{n}/feedings': {
        get: {
          operationId: 'keepers.animals.feedings.watch',
          parameters: [path('keeper_id'), path('n', { type: 'integer' })],
          responses: {
            200: {
              description: 'Feedings',
              content: {
                'application/jsonl': {
                  itemSchema: {
                    type: 'object',
                    required: ['amount'],
                    properties: { amount: { type: 'number' } },
                  },
                },
              },
            },
          },
        },
      },
    },
    webhooks: {
      born: {
        post: {
          requestBody: { content: json(animal) },
          responses: { 204: { description: 'Taken' } },
        },
      },
    },
    components: {
      securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
      schemas: {
        Animal: {
          type: 'object',
          description: 'An animal of the zoo',
          required: ['animal_id', 'kind'],
          properties: {
            animal_id: { type: 'string', readOnly: true },
            kind: { enum: ['cat', 'owl'], description: 'What */ it is' },
            born_at: { type: 'string', format: 'date-time' },
            chip_number: { type: 'integer', format: 'int64' },
            free_notes: { type: 'object', additionalProperties: { type: 'string' } },
            parent_animal: { anyOf: [{ $ref: '#/components/schemas/Parent' }, { type: 'null' }] },
          },
        },
        Parent: animal,
        Problem: {
          type: 'object',
          required: ['detail'],
          properties: { detail: { type: 'string' } },
        },
      },
    },
  }),
);
