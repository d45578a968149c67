/** A small document of somebody else. */
export const documentOf = (version: string, parameters: string): string => `openapi: 3.1.1
info:
  title: Birds
  version: ${version}
  license: { name: MIT, identifier: MIT }
servers:
  - url: https://birds.example.org
security: []
paths:
  /birds:
    get:
      operationId: birds.list
      summary: Lists birds
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }
${parameters}      responses:
        '200':
          description: All
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Bird' } }
        '400': { description: An invalid query }
components:
  schemas:
    Bird:
      type: object
      required: [name]
      properties: { name: { type: string } }
`;
