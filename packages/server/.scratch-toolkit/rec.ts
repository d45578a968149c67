import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
export const NodeSchema = z.object({
  name: z.string(),
  get children() { return z.array(NodeSchema).optional().openapi({ description: 'x' }); },
  get next() { return z.union([NodeSchema, z.null()]); },
}).openapi({ description: 'A node' }).openapi('Node');
export const ASchema = z.strictObject({
  get b() { return BSchema.optional().openapi({ description: 'x' }); },
}).openapi('A');
export const BSchema = z.object({ n: z.int(),
  get a() { return z.array(ASchema).min(1); },
}).openapi('B');
type N = z.output<typeof NodeSchema>;
const n: N = { name: 'a', next: null, children: [{ name: 'b', next: null }] };
// @ts-expect-error
const bad: N = { name: 'a', next: null, children: [{ name: 1, next: null }] };
const a: z.output<typeof ASchema> = { b: { n: 1, a: [{}] } };
// @ts-expect-error
const a2: z.output<typeof ASchema> = { b: { n: 'x', a: [{}] } };
console.log(NodeSchema.safeParse(n).success, NodeSchema.safeParse(bad).success, ASchema.safeParse(a).success, ASchema.safeParse(a2).success);
const app = new OpenAPIHono();
app.openapi(createRoute({ method: 'get', path: '/x', responses: { 200: { description: 'd', content: { 'application/json': { schema: NodeSchema } } }, 201: { description: 'd', content: { 'application/json': { schema: ASchema } } } } }), (c) => c.json(n));
console.log(JSON.stringify(app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 't', version: '1' } }), null, 1));
// misc
console.log('unknown required', z.object({ a: z.unknown() }).safeParse({}).success, z.object({ a: z.unknown().refine((v) => v !== undefined) }).safeParse({}).success);
console.log('ctor', z.object({ constructor: z.string().optional(), toString: z.string() }).safeParse({}).success);
console.log('and strict', z.strictObject({ a: z.string() }).and(z.strictObject({ b: z.string() })).safeParse({ a: 'a', b: 'b' }).success, z.strictObject({ a: z.string() }).and(z.object({ b: z.string() })).safeParse({ a: 'a', b: 'b' }).success);
console.log('catchall', z.object({}).catchall(z.int()).safeParse({ a: 'x' }).success);
console.log('pre default', z.object({ a: z.preprocess((v) => v, z.int()).default(0), b: z.preprocess((v) => v, z.int()).optional() }).safeParse({}));
console.log('mult', z.number().multipleOf(0.01).safeParse(0.29).success, z.number().multipleOf(0.1).safeParse(1e300).success, z.number().multipleOf(1e-8).safeParse(12391239123).success, z.int().multipleOf(7).safeParse(0).success);
console.log(z.string().check((p) => { p.issues.push({ code: 'invalid_format', format: 'date-time', origin: 'string', input: p.value }); }).safeParse('x').error?.issues, z.string().check((p) => { p.issues.push({ code: 'too_big', maximum: 4, inclusive: true, origin: 'string', input: p.value }); }).safeParse('x').error?.issues);
