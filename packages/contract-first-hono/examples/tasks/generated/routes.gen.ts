// Generated from the contract by `contract generate`; do not edit.

import { createRoute, format, maxLength, minLength, z } from '@contract-first/hono/zod';

export const TaskSchema = z.object({
    task_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }),
    title: z.string()
}).openapi('Task');

export const ProblemSchema = z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    code: z.string(),
    request_id: z.string(),
    errors: z.array(z.object({
        pointer: z.string(),
        message: z.string()
    })).optional(),
    more_errors: z.int().optional()
}).openapi('Problem');

export const schemas = {
    Task: TaskSchema,
    Problem: ProblemSchema
};

export const RefusedResponse = {
    description: 'A problem (RFC 9457)',
    content: {
        'application/problem+json': {
            schema: ProblemSchema
        }
    }
};

export const extensions = {
    'x-rate-limits': [{
        policy: 'requests',
        limit: 1000,
        window: 60,
        per: 'credential'
    }]
} as const;

export const routes = {
    'tasks.list': createRoute({
        method: 'get',
        path: '/tasks',
        operationId: 'tasks.list',
        'x-rate-limit': 'requests',
        security: [{ ApiKey: ['tasks'] }],
        responses: {
            200: {
                description: 'All tasks',
                content: {
                    'application/json': {
                        schema: z.object({
                            items: z.array(TaskSchema)
                        })
                    }
                }
            },
            '4XX': RefusedResponse
        }
    }),
    'tasks.create': createRoute({
        method: 'post',
        path: '/tasks',
        operationId: 'tasks.create',
        'x-rate-limit': 'requests',
        security: [{ ApiKey: ['tasks'] }],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(128)).optional().openapi({ minLength: 1, maxLength: 128 }).openapi({ param: { name: 'idempotency-key', in: 'header' } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: z.strictObject({
                            title: z.string().check(minLength(1)).check(maxLength(200)).openapi({ minLength: 1, maxLength: 200 })
                        })
                    }
                }
            }
        },
        responses: {
            201: {
                description: 'It was added',
                headers: {
                    Location: { required: true, schema: { type: 'string' } }
                },
                content: {
                    'application/json': {
                        schema: TaskSchema
                    }
                }
            },
            '4XX': RefusedResponse
        }
    }),
    'tasks.get': createRoute({
        method: 'get',
        path: '/tasks/{task_id}',
        operationId: 'tasks.get',
        'x-rate-limit': 'requests',
        security: [{ ApiKey: ['tasks'] }],
        request: {
            params: z.object({
                task_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: { name: 'task_id', in: 'path' } })
            })
        },
        responses: {
            200: {
                description: 'The task',
                content: {
                    'application/json': {
                        schema: TaskSchema
                    }
                }
            },
            '4XX': RefusedResponse
        }
    }),
    'tasks.delete': createRoute({
        method: 'delete',
        path: '/tasks/{task_id}',
        operationId: 'tasks.delete',
        'x-rate-limit': 'requests',
        security: [{ ApiKey: ['tasks'] }],
        request: {
            params: z.object({
                task_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: { name: 'task_id', in: 'path' } })
            })
        },
        responses: {
            204: {
                description: 'It is gone'
            },
            '4XX': RefusedResponse
        }
    })
};

export const formFields = {};
