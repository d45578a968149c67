// Generated from the contract by `contract generate`; do not edit.

import { createRoute, maxLength, numberFromText, z } from '@contract-first/hono/zod';

export const LoginSchema = z.object({
    name: z.string(),
    password: z.string()
}).openapi('Login');

export const ProductSchema = z.object({
    sku: z.string(),
    price: z.int().min(0)
}).openapi('Product');

export const ProductChangeSchema = z.strictObject({
    price: z.int().min(0).optional()
}).openapi('ProductChange');

export const ProductsSchema = z.object({
    items: z.array(ProductSchema)
}).openapi('Products');

export const NewOrderSchema = z.object({
    sku: z.string(),
    count: z.int().min(1).max(9),
    note: z.string().optional()
}).openapi('NewOrder');

export const OrderSchema = z.object({
    order_id: z.string(),
    sku: z.string(),
    count: z.int()
}).openapi('Order');

export const schemas = {
    Login: LoginSchema,
    Product: ProductSchema,
    ProductChange: ProductChangeSchema,
    Products: ProductsSchema,
    NewOrder: NewOrderSchema,
    Order: OrderSchema
};

export const ProblemResponse = {
    description: 'A problem',
    content: {
        'application/problem+json': {
            schema: z.looseObject({})
        }
    }
};

export const ReadyResponse = {
    description: 'It works',
    content: {
        'application/json': {
            schema: z.looseObject({})
        }
    }
};

export const TokenResponse = {
    description: 'A token',
    content: {
        'application/json': {
            schema: z.object({
                token: z.string()
            })
        }
    }
};

export const extensions = {
    'x-rate-limits': [
        {
            policy: 'orders',
            limit: 3,
            window: 60,
            per: 'credential'
        },
        {
            policy: 'sign_in',
            limit: 5,
            window: 60,
            per: 'account'
        },
        {
            policy: 'failures',
            limit: 4,
            window: 60,
            per: 'address'
        }
    ]
} as const;

export const routes = {
    health: createRoute({
        method: 'get',
        path: '/health',
        operationId: 'health',
        security: [],
        responses: {
            200: ReadyResponse,
            503: ProblemResponse
        }
    }),
    'session.begin': createRoute({
        method: 'post',
        path: '/session',
        operationId: 'session.begin',
        'x-rate-limit': 'sign_in',
        security: [],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(maxLength(128)).optional().openapi({ maxLength: 128 }).openapi({ param: { name: 'idempotency-key', in: 'header' } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: LoginSchema
                    }
                }
            }
        },
        responses: {
            200: TokenResponse,
            401: ProblemResponse,
            '4XX': ProblemResponse
        }
    }),
    'products.list': createRoute({
        method: 'get',
        path: '/products',
        operationId: 'products.list',
        security: [{}, { ApiKey: [] }],
        request: {
            query: z.object({
                cursor: z.string().optional().openapi({ param: { name: 'cursor', in: 'query' } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(100)).default(2).openapi({ param: { name: 'limit', in: 'query' } })
            })
        },
        responses: {
            200: {
                description: 'A page',
                headers: {
                    Link: { schema: { type: 'string' } }
                },
                content: {
                    'application/json': {
                        schema: ProductsSchema
                    }
                }
            },
            400: ProblemResponse,
            401: ProblemResponse
        }
    }),
    'products.import': createRoute({
        method: 'put',
        path: '/products',
        operationId: 'products.import',
        security: [{ ApiKey: ['products'], Signature: [] }],
        request: {
            body: {
                required: true,
                content: {
                    'text/csv': {
                        schema: { type: 'string' }
                    }
                }
            }
        },
        responses: {
            200: {
                description: 'How many products there are now',
                content: {
                    'text/plain': {
                        schema: z.string()
                    }
                }
            },
            '4XX': ProblemResponse
        }
    }),
    'products.get': createRoute({
        method: 'get',
        path: '/products/{sku}',
        operationId: 'products.get',
        security: [{ ApiKey: ['orders'] }, { Bearer: [] }],
        request: {
            params: z.object({
                sku: z.string().regex(/^[a-z]+$/u).openapi({ pattern: '^[a-z]+$' }).openapi({ param: { name: 'sku', in: 'path' } })
            }),
            headers: z.object({
                'if-none-match': z.string().optional().openapi({ param: { name: 'if-none-match', in: 'header' } })
            })
        },
        responses: {
            200: {
                description: 'The product',
                headers: {
                    ETag: { required: true, schema: { type: 'string' } }
                },
                content: {
                    'application/json': {
                        schema: ProductSchema
                    }
                }
            },
            304: {
                description: 'The client has it',
                headers: {
                    ETag: { required: true, schema: { type: 'string' } }
                }
            },
            '4XX': ProblemResponse
        }
    }),
    'products.change': createRoute({
        method: 'patch',
        path: '/products/{sku}',
        operationId: 'products.change',
        security: [{ ApiKey: ['orders'] }, { Bearer: [] }],
        request: {
            params: z.object({
                sku: z.string().regex(/^[a-z]+$/u).openapi({ pattern: '^[a-z]+$' }).openapi({ param: { name: 'sku', in: 'path' } })
            }),
            body: {
                required: false,
                content: {
                    'application/merge-patch+json': {
                        schema: ProductChangeSchema
                    }
                }
            }
        },
        responses: {
            200: {
                description: 'The product',
                content: {
                    'application/json': {
                        schema: ProductSchema
                    }
                }
            },
            '4XX': ProblemResponse
        }
    }),
    'products.photo': createRoute({
        method: 'post',
        path: '/products/{sku}/photo',
        operationId: 'products.photo',
        security: [{ ApiKey: ['orders'] }, { Bearer: [] }],
        request: {
            params: z.object({
                sku: z.string().regex(/^[a-z]+$/u).openapi({ pattern: '^[a-z]+$' }).openapi({ param: { name: 'sku', in: 'path' } })
            }),
            body: {
                required: true,
                content: {
                    'multipart/form-data': {
                        schema: {
                            type: 'object',
                            additionalProperties: false,
                            properties: { photo: { type: 'string', contentMediaType: 'image/png' }, caption: { type: 'string', maxLength: 20 } }
                        }
                    }
                }
            }
        },
        responses: {
            201: {
                description: 'It was kept',
                content: {
                    'application/json': {
                        schema: z.looseObject({})
                    }
                }
            },
            '4XX': ProblemResponse
        }
    }),
    'orders.create': createRoute({
        method: 'post',
        path: '/orders',
        operationId: 'orders.create',
        'x-rate-limit': 'orders',
        'x-max-body-bytes': 200,
        security: [{ ApiKey: ['orders'] }, { Bearer: ['orders'] }],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(maxLength(128)).optional().openapi({ maxLength: 128 }).openapi({ param: { name: 'idempotency-key', in: 'header' } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: NewOrderSchema
                    }
                }
            }
        },
        responses: {
            201: {
                description: 'It was placed',
                headers: {
                    Location: { required: true, schema: { type: 'string' } }
                },
                content: {
                    'application/json': {
                        schema: OrderSchema
                    }
                }
            },
            409: ProblemResponse,
            '4XX': ProblemResponse
        }
    }),
    'orders.live': createRoute({
        method: 'get',
        path: '/orders/live',
        operationId: 'orders.live',
        security: [{ ApiKey: ['orders'] }, { Ticket: [] }],
        responses: {
            101: {
                description: 'Messages about orders'
            },
            '4XX': ProblemResponse
        }
    })
};

export const formFields = {
    'products.photo': z.strictObject({
        caption: z.string().check(maxLength(20)).optional().openapi({ maxLength: 20 })
    })
};
