package honest.orders;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Spring's {@code ProblemDetail} as it is sent; springdoc would describe its {@code instance}, which is a
 * relative reference, by {@code format: uri}.
 */
record Problem(
    String title,
    int status,
    String detail,
    @Schema(format = "uri-reference") String instance) {}
